"""The benchmark: what Capframe does beside the least that the same rows cost, in the same run."""
