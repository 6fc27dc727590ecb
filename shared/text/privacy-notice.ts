/** The privacy notice in force. A new text is a new version, which every member is asked to accept. */
export const privacyNotice = {
  version: '2026-11',
  zh: [
    '我们只为会员积分服务收集您的信息。',
    '一、登录时，微信给我们一个识别您的编号（openid）。没有它就无法保管您的积分。',
    '二、手机号、昵称和生日由您自愿填写：手机号用于到店报号积分，生日用于生日礼遇。不填也能正常使用。',
    '三、我们记录您的积分、兑换、核销和消费金额，用来计算并解释每一笔积分；也记录一个由手机生成的设备编号，用来防止刷分。',
    '四、个人信息加密保存，店员只能看到打码后的信息；不出售，也不提供给与本服务无关的人。',
    '五、您随时可以在“我的-个人资料”里查看、导出或注销。注销后个人信息即被删除，积分和兑换券作废，账目合计不变。',
    '如有疑问，请联系门店。',
  ].join('\n'),
  en: [
    'We collect your information only to run the points programme.',
    '1. When you sign in, WeChat gives us a number that identifies you (openid). Without it we could not keep your points.',
    '2. Phone number, nickname and birthday are up to you: the number lets you collect points in a store, the birthday is for a birthday treat. Everything works without them.',
    '3. We record points, exchanges, redemptions and purchase amounts to compute and explain every entry, and a device number made by your phone to keep cheats out.',
    '4. Personal data is stored encrypted; clerks see it masked only. It is never sold, nor given to anyone outside this service.',
    '5. Under Me - Profile you can see, export or erase it at any time. Erasing deletes personal data at once and ends points and vouchers; the totals of the books stay.',
    'Questions? Please ask in a store.',
  ].join('\n'),
}
