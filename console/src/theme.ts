import { theme as antdTheme, type ThemeConfig } from 'antd'
import { storeOf } from './store'

export type Shade = 'light' | 'dark'
export type ShadeWish = Shade | 'auto'
const KEY = 'dianjin.desk.shade'

const first = (): ShadeWish => {
  const kept = localStorage.getItem(KEY)
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
}
export const shadeWish = storeOf<ShadeWish>(first())
export function wishShade(next: ShadeWish): void {
  localStorage.setItem(KEY, next)
  shadeWish.set(next)
}

const shape = { borderRadius: 8, controlHeight: 36, fontFamily: 'var(--font)', fontSize: 14, wireframe: false, motionDurationMid: '0.12s', motionDurationSlow: '0.16s' }

const light: ThemeConfig['token'] = {
  ...shape,
  colorPrimary: '#7d510e', colorInfo: '#7d510e', colorLink: '#7d510e', colorLinkHover: '#5f3d09', colorSuccess: '#1d6b4f', colorError: '#a8332a', colorWarning: '#8a5a00',
  colorTextBase: '#1e1b16', colorBgBase: '#fffdf8', colorBgLayout: '#f7f2e9', colorBgContainer: '#fffdf8', colorBgElevated: '#fffdf8', colorBorder: '#d3c6ae', colorBorderSecondary: '#e9e0cf',
  colorTextSecondary: '#575044', colorTextTertiary: '#6f6757', colorTextDescription: '#6a6252', colorTextPlaceholder: '#756c5a', colorTextDisabled: '#8d8471',
  colorPrimaryBg: '#f7e9c9', colorPrimaryBgHover: '#f3dfb2', controlItemBgActive: '#f7e9c9', controlItemBgActiveHover: '#f3dfb2', colorFillAlter: '#f9f4ea', colorFillSecondary: '#efe7d8',
  colorSuccessBg: '#dcefe4', colorErrorBg: '#fbe3de', colorWarningBg: '#f8ecd0', colorInfoBg: '#f6efe0', colorInfoBorder: '#e3d2ab',
}
const dark: ThemeConfig['token'] = {
  ...shape,
  colorPrimary: '#e0b458', colorInfo: '#e0b458', colorLink: '#ebc475', colorLinkHover: '#f4d797', colorSuccess: '#7fcfae', colorError: '#f59a8b', colorWarning: '#ecc677',
  colorTextBase: '#f4ecdd', colorBgBase: '#14120f', colorBgLayout: '#14120f', colorBgContainer: '#1f1c17', colorBgElevated: '#28241d', colorBorder: '#62594a', colorBorderSecondary: '#353027',
  colorText: '#f4ecdd', colorTextSecondary: '#c0b5a1', colorTextTertiary: '#a99e87', colorTextDescription: '#b1a690', colorTextPlaceholder: '#9c917b', colorTextDisabled: '#857b68', colorTextLightSolid: '#241a06',
  colorPrimaryBg: '#3a2f18', colorPrimaryBgHover: '#463919', controlItemBgActive: '#3a2f18', controlItemBgActiveHover: '#463919', colorFillAlter: '#25211a', colorFillSecondary: '#322d24',
  colorSuccessBg: '#17322a', colorErrorBg: '#43201b', colorWarningBg: '#3a2f18', colorInfoBg: '#2a251b', colorInfoBorder: '#4a4028',
}

/** Warm paper, ink and gold, as on the members' phones. */
export const themeOf = (shade: Shade): ThemeConfig => ({
  algorithm: shade === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
  token: (shade === 'dark' ? dark : light) ?? {},
  components: {
    Layout: { siderBg: 'transparent', headerBg: 'transparent', bodyBg: 'transparent', headerHeight: 56, headerPadding: '0 24px' },
    Menu: { itemBg: 'transparent', subMenuItemBg: 'transparent', itemBorderRadius: 8, activeBarBorderWidth: 0, itemHeight: 30, itemMarginBlock: 0, groupTitleLineHeight: 1.4, groupTitleFontSize: 12 },
    Table: { headerBg: 'transparent', headerSplitColor: 'transparent', headerSortActiveBg: 'transparent', headerSortHoverBg: 'transparent', bodySortBg: 'transparent', cellPaddingBlock: 12 },
    Card: { bodyPadding: 20 },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Tooltip: { colorTextLightSolid: '#f7efdf', colorBgSpotlight: '#2b261e' },
    Steps: { colorTextLightSolid: shade === 'dark' ? '#241a06' : '#fffdf8' },
  },
})
