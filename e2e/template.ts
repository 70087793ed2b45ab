import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { now, program, template } from './places';

// Makes the sample college that every worker copies, once for each build, by the
// clock that the tests have.
function makeTemplate() {
  const build = createHash('sha256').update(readFileSync(program)).digest('hex');
  const madeBy = `${now} ${build}`;
  const stamp = `${template}.made-by`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === madeBy) return;
  rmSync(template, { recursive: true, force: true });
  execFileSync(program, ['sample', '--college', template], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DAYBOOK_NOW: now },
  });
  writeFileSync(stamp, madeBy);
}

export default makeTemplate;
