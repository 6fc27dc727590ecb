export default definePageConfig({ navigationBarTitleText: '加入会员', navigationStyle: 'custom', navigationBarTextStyle: 'white' })
