import {
  IconAlertTriangle,
  IconArchive,
  IconAward,
  IconBook2,
  IconChevronDown,
  IconChevronLeft,
  IconChevronRight,
  IconCircleCheck,
  IconExternalLink,
  IconFileText,
  IconFolder,
  IconHelp,
  IconHistory,
  IconHome,
  IconInfoCircle,
  IconKey,
  IconLock,
  IconMapPin,
  IconMenu2,
  IconPrinter,
  IconSearch,
  IconSettings,
  IconUser,
  IconUserPlus,
  IconUsers,
  IconX,
} from '@tabler/icons-react';

const icons = {
  alert: IconAlertTriangle,
  archive: IconArchive,
  award: IconAward,
  book: IconBook2,
  down: IconChevronDown,
  left: IconChevronLeft,
  right: IconChevronRight,
  done: IconCircleCheck,
  open: IconExternalLink,
  file: IconFileText,
  folder: IconFolder,
  help: IconHelp,
  home: IconHome,
  info: IconInfoCircle,
  history: IconHistory,
  key: IconKey,
  lock: IconLock,
  place: IconMapPin,
  menu: IconMenu2,
  print: IconPrinter,
  search: IconSearch,
  settings: IconSettings,
  person: IconUser,
  addPerson: IconUserPlus,
  people: IconUsers,
  close: IconX,
};

export type IconName = keyof typeof icons;

/** A picture beside a word; it is never read out. */
export function Icon({ name }: { name: IconName }) {
  const Drawn = icons[name];
  return <Drawn className="icon" stroke={1.75} aria-hidden="true" />;
}
