// Adds up what the stages of test.sh left in build/test/, prints the table and,
// last, "N passed, N failed". Ends with 1 when anything failed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

const read = (name) =>
  existsSync(`build/test/${name}.json`)
    ? JSON.parse(readFileSync(`build/test/${name}.json`, 'utf8'))
    : null;

// Vitest's own report: a file that could not be loaded has failed without a test.
function vitest(report) {
  const unloaded = report.testResults.filter(
    (f) => f.status === 'failed' && !f.assertionResults.length,
  );
  const failed = report.testResults.flatMap((f) =>
    f.assertionResults.filter((t) => t.status === 'failed').map((t) => t.fullName),
  );
  return {
    passed: report.numPassedTests,
    skipped: report.numPendingTests,
    failures: [...failed, ...unloaded.map((f) => relative('.', f.name))],
  };
}

// Playwright's own report; a test that passed only when tried again has failed.
function playwright(report) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  const all = report.suites.flatMap(specs);
  const tests = all.flatMap((spec) =>
    spec.tests.map((t) => ({ title: spec.title, status: t.status })),
  );
  const of = (...statuses) => tests.filter((t) => statuses.includes(t.status)).map((t) => t.title);
  return {
    passed: of('expected').length,
    skipped: of('skipped').length,
    failures: [
      ...of('unexpected', 'flaky'),
      ...report.errors.map((e) => e.message ?? 'Playwright'),
    ],
  };
}

const readers = { frontend: vitest, e2e: playwright };
let passed = 0;
let failed = 0;
console.log('\n── Summary');
for (const line of readFileSync('build/test/stages', 'utf8').trim().split('\n')) {
  const [name, status] = line.split(' ');
  const report = read(name);
  const found = report ? (readers[name] ?? ((own) => own))(report) : { passed: 0, failures: [] };
  // A stage that says it failed and names nothing still counts as one failure.
  if (status !== '0' && found.failures.length === 0) found.failures.push(`${name} did not finish`);
  // The race detector runs tests that are counted already.
  if (name !== 'race') passed += found.passed;
  failed += found.failures.length;
  const skipped = found.skipped ? `, ${found.skipped} skipped` : '';
  console.log(
    `  ${name.padEnd(9)} ${found.passed} passed, ${found.failures.length} failed${skipped}`,
  );
  for (const failure of found.failures) console.log(`            ✗ ${failure}`);
}
const count = `${passed} passed, ${failed} failed`;
writeFileSync('build/test/count', `${count}\n`); // the last line of .ci/run
console.log(`\n${count}`);
process.exit(failed > 0 ? 1 : 0);
