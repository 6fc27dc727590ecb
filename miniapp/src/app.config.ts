const isWeapp = process.env.TARO_ENV === 'weapp'

/** WeChat reads `@name` from theme.json for light and dark; the browser build colours its chrome in app.scss. */
const themed = (name: string, plain: string) => (isWeapp ? `@${name}` : plain)

const tab = (page: string, text: string) => ({
  pagePath: `pages/${page}/index`,
  text,
  iconPath: `icons/${page}.png`,
  selectedIconPath: `icons/${page}-on.png`,
})

export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/mall/index',
    'pages/points/index',
    'pages/me/index',
    'pages/sign-in/index',
    'pages/check-in/index',
    'pages/reward/index',
    'pages/vouchers/index',
    'pages/voucher/index',
    'pages/share/index',
    'pages/member-code/index',
    'pages/profile/index',
    'pages/privacy/index',
  ],
  subPackages: [
    {
      root: 'clerk',
      pages: ['home/index', 'scan/index', 'purchase/index', 'today/index', 'join/index'],
    },
  ],
  window: {
    navigationBarTitleText: '点金',
    navigationBarTextStyle: themed('chromeText', 'black') as 'black',
    navigationBarBackgroundColor: themed('paper', '#f7f2e9'),
    backgroundColor: themed('paper', '#f7f2e9'),
    backgroundColorTop: themed('paper', '#f7f2e9'),
    backgroundColorBottom: themed('paper', '#f7f2e9'),
    backgroundTextStyle: themed('pullText', 'dark') as 'dark',
  },
  tabBar: {
    color: themed('tabText', '#6b6456'),
    selectedColor: themed('tabTextOn', '#7d510e'),
    backgroundColor: themed('tabPaper', '#fffdf8'),
    borderStyle: themed('tabLine', 'white') as 'white',
    list: [tab('home', '首页'), tab('mall', '兑换'), tab('points', '积分'), tab('me', '我的')],
  },
  animation: false,
  darkmode: true,
  themeLocation: 'theme.json',
  lazyCodeLoading: 'requiredComponents',
  style: 'v2',
  __usePrivacyCheck__: true,
})
