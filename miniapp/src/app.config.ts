const isWeapp = process.env.TARO_ENV === 'weapp'

/**
 * WeChat reads `@name` from theme.json for light and dark; the browser build colours its chrome in chrome.scss.
 * Taro's types know only the plain values, hence the `as`.
 */
const themed = <Plain extends string>(name: string, plain: Plain): Plain => (isWeapp ? `@${name}` : plain) as Plain

const tab = (page: string, text: string) => ({
  pagePath: `pages/${page}/index`,
  text,
  iconPath: `icons/${page}.png`,
  selectedIconPath: `icons/${page}-on.png`,
})

/** Fetched in the background once a first screen stands: the main package is what a newcomer waits for. */
const later = ['check-in', 'reward', 'vouchers', 'voucher', 'member-code', 'profile', 'privacy', 'tier', 'campaign', 'messages'].map((page) => `pages/${page}`)

/** Where friends arrive: WeChat fetches the package of the page that is opened first together with the main one. */
const arrival = 'pages/share'

const preloadLater = { network: 'all' as const, packages: [...later, 'tasks'] }

export default defineAppConfig({
  pages: ['pages/home/index', 'pages/mall/index', 'pages/points/index', 'pages/me/index', 'pages/sign-in/index'],
  subPackages: [
    ...[arrival, ...later].map((root) => ({ root, pages: ['index'] })),
    { root: 'tasks', pages: ['home/index', 'invite/index'] },
    { root: 'clerk', pages: ['home/index', 'scan/index', 'purchase/index', 'today/index', 'join/index'] },
  ],
  preloadRule: { 'pages/home/index': preloadLater, [`${arrival}/index`]: preloadLater, 'pages/sign-in/index': preloadLater },
  window: {
    navigationBarTitleText: '点金',
    navigationBarTextStyle: themed('chromeText', 'black'),
    navigationBarBackgroundColor: themed('paper', '#f7f2e9'),
    backgroundColor: themed('paper', '#f7f2e9'),
    backgroundColorTop: themed('paper', '#f7f2e9'),
    backgroundColorBottom: themed('paper', '#f7f2e9'),
    backgroundTextStyle: themed('pullText', 'dark'),
  },
  tabBar: {
    color: themed('tabText', '#6b6456'),
    selectedColor: themed('tabTextOn', '#7d510e'),
    backgroundColor: themed('tabPaper', '#fffdf8'),
    borderStyle: themed('tabLine', 'white'),
    list: [tab('home', '首页'), tab('mall', '兑换'), tab('points', '积分'), tab('me', '我的')],
  },
  animation: false,
  darkmode: true,
  themeLocation: 'theme.json',
  lazyCodeLoading: 'requiredComponents',
  style: 'v2',
  __usePrivacyCheck__: true,
})
