export default definePageConfig({ navigationBarTitleText: '点金', enablePullDownRefresh: true, enableShareAppMessage: true })
