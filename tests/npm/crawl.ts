// Read all that a server holds through the typed calls of reads.ts, which the test writes from the OpenAPI document:
// node crawl.js ADDRESS KEY prints a line for every path, with how many answers it gave.
import { reads } from "./reads.js";

const base = process.argv[2] ?? "";
const headers = { Authorization: `Bearer ${process.argv[3]}` };
const waiting = reads.map((read) => read.start);
const given = new Set(waiting);
const seen = new Set<string>();
const counted = new Map<string, number>(reads.map((read) => [read.path, 0]));

function addresses(answer: unknown): string[] {
  if (typeof answer === "string") return answer.startsWith("/") ? [answer.split("#")[0] ?? ""] : [];
  return typeof answer === "object" && answer !== null ? Object.values(answer).flatMap(addresses) : [];
}

for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
  if (seen.has(address)) continue;
  seen.add(address);
  const url = new URL(address, base);
  const read = reads.find((each) => each.pattern.test(url.pathname));
  if (!read) continue;
  const groups = read.pattern.exec(url.pathname)?.groups ?? {};
  const { data, response } = await read.ask(base, headers, groups, Object.fromEntries(url.searchParams));
  if (given.has(address) && response.status === 404) continue; // the seed has none of these to show
  if (data === undefined) throw new Error(`${address} answers ${response.status}`);
  counted.set(read.path, (counted.get(read.path) ?? 0) + 1);
  waiting.push(...addresses(data));
}
for (const [path, times] of counted) console.log(path, times);
