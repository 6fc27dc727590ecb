export default definePageConfig({ navigationBarTitleText: '任务中心', enablePullDownRefresh: process.env.TARO_ENV === 'weapp' })
