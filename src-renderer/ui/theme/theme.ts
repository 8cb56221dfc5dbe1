import { createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

/** The one accent: a petrol that stays clear of every colour that carries meaning (tokens.css). */
const petrol: MantineColorsTuple = [
  '#eef9fa',
  '#dbf0f3',
  '#b3dfe6',
  '#84cbd6',
  '#55b3c2',
  '#2f9aab',
  '#1d8293',
  '#136a79',
  '#0f5563',
  '#0a3d48',
];

const gray: MantineColorsTuple = [
  '#f8f9fa',
  '#f1f3f5',
  '#e6e9ec',
  '#d8dde2',
  '#bcc4cc',
  '#939ea9',
  '#66717c',
  '#48525c',
  '#2f373f',
  '#1a2026',
];

const dark: MantineColorsTuple = [
  '#e3e7ea',
  '#c2c9d0',
  '#9ba5af',
  '#77828d',
  '#47515b',
  '#343c44',
  '#272e35',
  '#1b2026',
  '#14181d',
  '#0e1115',
];

/** Deleting and what cannot be undone; dark enough for white text. */
const red: MantineColorsTuple = [
  '#fdf0ef',
  '#fbe0de',
  '#f4c0bc',
  '#ee9f99',
  '#f2938c',
  '#d9534a',
  '#c43a31',
  '#b3261e',
  '#921d17',
  '#6f1510',
];

const sans = "'Inter Variable', system-ui, sans-serif";
const mono = "'JetBrains Mono Variable', ui-monospace, monospace";

/**
 * Mantine tuned once (design §10): 14 px text, 13 px in tables, a 4 px grid, small radius, one accent, motion under
 * 150 ms. Colours with a meaning live in tokens.css.
 */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 7 },
  colors: { petrol, gray, dark, red },
  autoContrast: false,
  black: '#1a2026',
  fontFamily: sans,
  fontFamilyMonospace: mono,
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '18px', lineHeight: '24px' },
      h2: { fontSize: '15px', lineHeight: '20px' },
      h3: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '24px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  shadows: {
    xs: '0 1px 1px rgb(20 24 29 / 6%)',
    sm: '0 1px 3px rgb(20 24 29 / 10%)',
    md: '0 4px 12px rgb(20 24 29 / 12%)',
    lg: '0 8px 24px rgb(20 24 29 / 14%)',
    xl: '0 16px 40px rgb(20 24 29 / 18%)',
  },
  components: {
    Button: { defaultProps: { size: 'xs' }, styles: { label: { fontWeight: 550 } } },
    ActionIcon: { defaultProps: { size: 28, variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 80 } } },
    Modal: {
      defaultProps: {
        centered: true,
        padding: 'lg',
        radius: 'md',
        // There in the same task as the key that opened it, so that no key after it is lost; global.css fades it in.
        transitionProps: { duration: 0 },
        className: 'rb-modal',
        overlayProps: { backgroundOpacity: 0.4 },
        closeButtonProps: { 'aria-label': 'Close' },
        // A dialog's title row is a <header>, which would count as a second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
    },
  },
});
