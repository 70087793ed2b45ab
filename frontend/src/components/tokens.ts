// The colours of Daybook, measured. A test holds every pair of
// text and ground to its contrast. Nothing else in the page names a colour.
export type Tokens = {
  canvas: string;
  surface: string;
  surface2: string;
  line: string;
  control: string;
  text: string;
  muted: string;
  primary: string;
  primaryHover: string;
  onPrimary: string;
  primaryTint: string;
  danger: string;
  dangerTint: string;
  warn: string;
  warnTint: string;
  ok: string;
  okTint: string;
  info: string;
  infoTint: string;
  topic0: string;
  topic1: string;
  topic2: string;
  topic3: string;
};

/** The focus ring and the ribbon of the sample college, alike in every scheme. */
export const yellow = '#FFD23F';
export const onYellow = '#1E2A2E';

const light: Tokens = {
  canvas: '#F7F5F0',
  surface: '#FFFFFF',
  surface2: '#EFEBE3',
  line: '#D8D2C6',
  control: '#7A7568',
  text: '#1E2A2E',
  muted: '#4A585D',
  primary: '#0F5C63',
  primaryHover: '#0A474D',
  onPrimary: '#FFFFFF',
  primaryTint: '#E0F0F0',
  danger: '#A3212B',
  dangerTint: '#FBE9E9',
  warn: '#7A4300',
  warnTint: '#FFF0D4',
  ok: '#1B6637',
  okTint: '#E3F3E7',
  info: '#1F5A93',
  infoTint: '#E5EFF9',
  topic0: '#005A9C',
  topic1: '#A84300',
  topic2: '#00714F',
  topic3: '#7A2E73',
};

const dark: Tokens = {
  canvas: '#14191B',
  surface: '#1D2427',
  surface2: '#283135',
  line: '#3A464B',
  control: '#809197',
  text: '#EAEEEE',
  muted: '#B7C2C5',
  primary: '#76CBCF',
  primaryHover: '#98DADD',
  onPrimary: '#072A2D',
  primaryTint: '#17393C',
  danger: '#FF9E9B',
  dangerTint: '#45191C',
  warn: '#F5BE62',
  warnTint: '#3E2C0B',
  ok: '#8BD39F',
  okTint: '#17351F',
  info: '#92C5F3',
  infoTint: '#16304A',
  topic0: '#7DB8EC',
  topic1: '#F2A36B',
  topic2: '#63CDA6',
  topic3: '#DDA0D8',
};

const highLight: Tokens = {
  ...light,
  canvas: '#FFFFFF',
  surface2: '#F2F2F2',
  line: '#000000',
  control: '#000000',
  text: '#000000',
  muted: '#1F1F1F',
  primary: '#003B40',
  primaryHover: '#000000',
  danger: '#7A0A14',
  warn: '#562F00',
  ok: '#0A4721',
  info: '#0B3D6B',
};

const highDark: Tokens = {
  ...dark,
  canvas: '#000000',
  surface: '#000000',
  surface2: '#141414',
  line: '#FFFFFF',
  control: '#FFFFFF',
  text: '#FFFFFF',
  muted: '#E8E8E8',
  primary: '#9BE8EC',
  primaryHover: '#FFFFFF',
  onPrimary: '#000000',
  primaryTint: '#0B2B2E',
  danger: '#FFB9B7',
  dangerTint: '#330C0F',
  warn: '#FFD28A',
  warnTint: '#2B1D03',
  ok: '#A9EBBB',
  okTint: '#0A2412',
  info: '#B3DAFF',
  infoTint: '#0A2036',
};

export const schemes = { light, dark, highLight, highDark };
