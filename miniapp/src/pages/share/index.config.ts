export default definePageConfig({ navigationBarTitleText: '好友的分享' })
