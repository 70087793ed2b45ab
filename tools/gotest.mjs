// gotest.mjs NAME ARGS…: runs `go test ARGS`, shows one line a package and what
// failing tests said, and leaves the count in build/test/NAME.json.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [name, ...args] = process.argv.slice(2);
const outcomes = new Map(); // "package test" → pass, fail or skip
const said = new Map(); // what each test or package printed
const broken = []; // packages that failed outside any test: no build, panic, time limit
const key = (event) => `${event.Package ?? event.ImportPath} ${event.Test ?? ''}`.trim();

function packageDone(event) {
  const tests = [...outcomes].filter(([test]) => test.startsWith(`${event.Package} `));
  const failed = tests.filter(([, outcome]) => outcome === 'fail');
  if (event.Action === 'fail' && failed.length === 0) {
    broken.push(event.Package);
    console.log(said.get(event.FailedBuild) ?? '', said.get(event.Package) ?? '');
  }
  for (const [test] of failed) console.log(said.get(test) ?? '');
  const mark = event.Action === 'fail' ? 'FAILED' : 'ok    ';
  const count = tests.length ? `${tests.length} tests, ${event.Elapsed} s` : 'no tests';
  console.log(`  ${mark}  ${event.Package}  (${count})`);
}

const go = spawn('go', ['test', '-json', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
for await (const line of createInterface({ input: go.stdout })) {
  let event;
  try {
    event = JSON.parse(line);
  } catch {
    console.log(line); // go itself, before any test: not JSON
    continue;
  }
  if (event.Output) said.set(key(event), (said.get(key(event)) ?? '') + event.Output);
  const ended = ['pass', 'fail', 'skip'].includes(event.Action);
  if (ended && event.Test) outcomes.set(key(event), event.Action);
  if (ended && !event.Test) packageDone(event);
}
const status = await new Promise((done) => {
  if (go.exitCode !== null) done(go.exitCode);
  go.on('close', done);
});

// A test with cases is counted by its cases, and itself only if it failed alone.
const all = [...outcomes.keys()];
const leaves = all.filter(
  (test) =>
    !all.some(
      (other) =>
        other.startsWith(`${test}/`) &&
        (outcomes.get(test) !== 'fail' || outcomes.get(other) === 'fail'),
    ),
);
const of = (outcome) => leaves.filter((test) => outcomes.get(test) === outcome);
const failures = [...of('fail'), ...broken];
writeFileSync(
  `build/test/${name}.json`,
  JSON.stringify({
    passed: of('pass').length,
    failed: failures.length,
    skipped: of('skip').length,
    failures,
  }),
);
process.exit(status ?? 1);
