import { Outlet, useLocation } from '@tanstack/react-router';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import type { app } from '../../../wailsjs/go/models';
import { Button, IconButton } from '../../components/Button';
import { Menu } from '../../components/Menu';
import { UnderTheHead } from '../../components/Page';
import { useGate, useLock } from '../../lib/gate';
import { useKey } from '../../lib/keys';
import { say, sayAny } from '../../lib/words';
import { HelpDialog } from './HelpDialog';
import { JumpBox } from './JumpBox';
import { LookDialog } from './LookDialog';
import { Notices } from './Notices';
import { PaperTray } from './PaperTray';
import { PassphraseDialog } from './PassphraseDialog';
import type { Preferences } from './queries';
import { SideBar } from './SideBar';

/** The frame around every page: header, areas, and the page itself. */
export function Shell({ about, look }: { about: app.About; look: Preferences }) {
  const [open, setOpen] = useState<'' | 'look' | 'passphrase' | 'help'>('');
  const [areasOpen, setAreasOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const page = useLocation({ select: (location) => location.pathname });
  const user = useGate().data?.user;
  const lock = useLock();

  // Each page is read from its start, the first one after signing in too.
  useEffect(() => main.current?.focus(), [page]);

  const skip = (event: MouseEvent) => {
    event.preventDefault(); // the address bar belongs to the pages
    main.current?.focus();
  };
  const openLook = () => setOpen('look');
  const openPassphrase = () => setOpen('passphrase');
  const openHelp = () => setOpen('help');
  useKey('f1', (event) => {
    event.preventDefault();
    openHelp();
  });
  useKey(
    'ctrl+l',
    (event) => {
      event.preventDefault();
      lock();
    },
    { overDialogs: true },
  );

  return (
    <div className={about.sample ? 'shell with-ribbon' : 'shell'}>
      {/* biome-ignore lint/a11y/useValidAnchor: it does go somewhere, but the address belongs to the pages. */}
      <a className="skip" href="#main" onClick={skip}>
        {say('shell.skip')}
      </a>
      <header className="header">
        <div className="bar">
          <span className="college">{about.college}</span>
          <button
            type="button"
            className="areas-button"
            aria-expanded={areasOpen}
            aria-controls="areas"
            onClick={() => setAreasOpen(!areasOpen)}
          >
            {say('shell.menu')}
          </button>
          <JumpBox onLook={openLook} onPassphrase={openPassphrase} onHelp={openHelp} />
          <div className="header-end">
            <Menu
              button={
                <Button kind="quiet" iconAfter="down" small>
                  {user?.name || say('shell.you')}
                </Button>
              }
              head={user && `${user.name} · ${sayAny(`access.role.${user.role}`)}`}
              items={[
                {
                  text: say('gate.lock'),
                  icon: 'lock',
                  hint: say('help.key.lock'),
                  onChoose: lock,
                },
                { text: say('gate.myPassphrase'), icon: 'key', onChoose: openPassphrase },
                { text: say('look.title'), icon: 'settings', onChoose: openLook },
                { text: say('help.title'), icon: 'help', onChoose: openHelp },
              ]}
            />
            <IconButton icon="help" label={say('help.title')} onClick={openHelp} />
          </div>
        </div>
        {about.sample && <p className="ribbon">{say('shell.sample')}</p>}
      </header>
      <div className="below">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the areas, wherever the focus is in them. */}
        <div
          id="areas"
          className={areasOpen ? 'side open' : 'side'}
          onKeyDown={(event) => event.key === 'Escape' && setAreasOpen(false)}
        >
          <SideBar onHelp={openHelp} onGo={() => setAreasOpen(false)} />
        </div>
        <main ref={main} id="main" className="main" tabIndex={-1}>
          <UnderTheHead
            value={
              <>
                <Notices />
                <PaperTray />
              </>
            }
          >
            <Outlet />
          </UnderTheHead>
        </main>
      </div>
      <LookDialog chosen={look} opened={open === 'look'} onClose={() => setOpen('')} />
      {open === 'passphrase' && <PassphraseDialog onClose={() => setOpen('')} />}
      <HelpDialog version={about.version} opened={open === 'help'} onClose={() => setOpen('')} />
    </div>
  );
}
