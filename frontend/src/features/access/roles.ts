import { say } from '../../lib/words';

/** The roles there are, and what each opens. */
export const roleOptions = () =>
  (['leader', 'admin', 'volunteer'] as const).map((role) => ({
    value: role as string,
    label: say(`access.role.${role}`),
    hint: say(`access.roleHint.${role}`),
  }));
