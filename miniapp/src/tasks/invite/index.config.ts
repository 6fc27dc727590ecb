export default definePageConfig({ navigationBarTitleText: '邀请好友', enablePullDownRefresh: process.env.TARO_ENV === 'weapp', enableShareAppMessage: true })
