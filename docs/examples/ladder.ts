// Print the ladder of every role of a framework: node ladder.js http://127.0.0.1:8000 product-management
import createClient from "openapi-fetch";
import type { components, paths } from "./capframe.js";

const [server = "http://127.0.0.1:8000", framework = "product-management"] = process.argv.slice(2);
const capframe = createClient<paths>({ baseUrl: server });

type Profile = components["schemas"]["RoleLevelProfile"];

function line({ role, name, rank, requirements }: Profile): string {
  const needs = requirements.map(({ skill, level }) => `${skill.name} (${level?.name ?? "any level"})`);
  return `${role.name} ${rank}: ${name} needs ${needs.join(", ")}`;
}

async function profiles(): Promise<Profile[]> {
  const path = { framework, edition: "current" };
  const found: Profile[] = [];
  let cursor: string | undefined;
  do {
    const { data, error } = await capframe.GET("/v1/frameworks/{framework}/editions/{edition}/role-levels", {
      params: { path, query: { limit: 200, ...(cursor && { cursor }) } },
    });
    if (!data) throw new Error(error.detail);
    for (const rung of data.items) {
      const { data: profile, error: wrong } = await capframe.GET(
        "/v1/frameworks/{framework}/editions/{edition}/roles/{role}/levels/{role_level}",
        { params: { path: { ...path, role: rung.role.slug, role_level: rung.slug } } },
      );
      if (!profile) throw new Error(wrong.detail);
      found.push(profile);
    }
    cursor = data.next ? (new URL(data.next, server).searchParams.get("cursor") ?? undefined) : undefined;
  } while (cursor);
  return found;
}

for (const profile of await profiles()) console.log(line(profile));
