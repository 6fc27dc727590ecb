export default definePageConfig({ navigationBarBackgroundColor: '#1e1b16', navigationBarTextStyle: 'white', backgroundColor: '#1e1b16' })
