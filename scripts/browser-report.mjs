// Reads Playwright's report in JSON: prints "passed failed", then a line for each test that failed
// or passed only the second time, with the beginning of its error.
import { readFileSync } from "node:fs";

const { stats, suites } = JSON.parse(readFileSync(process.argv[2], "utf8"));
console.log(stats.expected + stats.flaky, stats.unexpected);
for (const spec of suites.flatMap(specsOf)) {
  for (const test of spec.tests) {
    if (test.status === "unexpected") told("failed", spec, test);
    if (test.status === "flaky") told("passed only the second time", spec, test);
  }
}

function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

function told(how, spec, test) {
  const said = test.results.find((result) => result.error)?.error.message ?? "";
  // The terminal's colours say nothing in a log.
  const plain = said.replace(/\u001b\[[0-9;]*m/g, "").replace(/\s+/g, " ");
  console.log(`${how}: [${test.projectName}] ${spec.file}: ${spec.title}: ${plain.slice(0, 400)}`);
}
