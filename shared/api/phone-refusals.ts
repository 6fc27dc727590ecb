import type { RefusalText } from './refusal'

/**
 * What members and clerks can be refused on their phones, and what any caller can: the code (never changes), the HTTP status, and the sentence that says what to do next.
 * `{name}` is filled from the refusal's details.
 */
export const phoneRefusals = {
  invalid_input: { status: 400, zh: '这里填得不对：{field}。请改一改再试。', en: 'Something is not right in {field}. Please correct it and try again.' },
  body_too_large: { status: 413, zh: '内容太长了，请缩短后再试。', en: 'That is too long. Please shorten it and try again.' },
  not_found: { status: 404, zh: '没有找到。返回上一页再看看。', en: 'Nothing here. Go back and look again.' },
  signed_out: { status: 401, zh: '登录已过期，请重新进入小程序。', en: 'Your session has ended. Please open the mini-program again.' },
  not_allowed: { status: 403, zh: '这一步需要别的权限，请联系店主。', en: 'This needs another role. Please ask the owner.' },
  too_many_requests: { status: 429, zh: '点得太快了，{retryAfterSeconds} 秒后再试。', en: 'Too fast. Try again in {retryAfterSeconds} seconds.' },
  idempotency_conflict: { status: 409, zh: '这次操作的编号已用于别的内容，请刷新后重来。', en: 'This operation id was used for something else. Refresh and start again.' },
  busy: { status: 503, zh: '同时操作的人太多，请稍等几秒再试。', en: 'Very busy right now. Wait a few seconds and try again.' },
  unavailable: { status: 503, zh: '服务暂时连不上，您的积分没有变化，请稍后再试。', en: 'We cannot be reached just now. Your points are unchanged; try again shortly.' },
  broken: { status: 500, zh: '我们出错了，您的积分没有变化。请稍后再试，或把编号 {requestId} 告诉店员。', en: 'Something broke on our side. Your points are unchanged. Try later, or tell a clerk this number: {requestId}' },

  login_code_bad: { status: 401, zh: '微信登录没有成功，请再点一次登录。', en: 'WeChat sign-in did not go through. Tap sign in once more.' },
  account_at_risk: { status: 403, zh: '微信提示此账号有风险，请先在微信里完成安全验证。', en: 'WeChat reports a risk with this account. Complete its safety check first.' },
  wechat_unavailable: { status: 503, zh: '微信那边没有回应，请稍后再试。', en: 'WeChat did not answer. Please try again shortly.' },
  consent_needed: { status: 409, zh: '请先阅读并同意隐私说明（{noticeVersion}）。', en: 'Please read and accept the privacy notice ({noticeVersion}) first.' },
  phone_code_bad: { status: 400, zh: '手机号授权已失效，请再点一次按钮。', en: 'The phone permission ran out. Tap the button again.' },
  phone_quota_spent: { status: 503, zh: '现在绑定手机号的人太多，请明天再试，其他功能不受影响。', en: 'Too many phone numbers were linked just now. Try again tomorrow; everything else works.' },
  phone_taken: { status: 409, zh: '这个手机号已绑定另一位会员，请联系店员处理。', en: 'This phone number belongs to another member. Please ask a clerk.' },
  member_not_found: { status: 404, zh: '没有找到这位会员，请核对后再试。', en: 'No such member. Please check and try again.' },
  account_closed: { status: 410, zh: '这个账户已注销。', en: 'This account has been erased.' },

  points_short: { status: 409, zh: '还差 {missing} 积分，签到、购物都能攒。', en: '{missing} points short. Check in or shop to earn them.' },

  already_checked_in: { status: 409, zh: '今天已经签过到了，明天再来。', en: 'Already checked in today. Come back tomorrow.' },
  check_in_day_passed: { status: 409, zh: '页面上的日期不是今天（{today}），请刷新后再签到。', en: 'That page is not for today ({today}). Refresh, then check in.' },
  make_up_not_missed: { status: 409, zh: '这一天不用补签。', en: 'That day needs no make-up.' },
  make_up_window_closed: { status: 409, zh: '只能补最近 {windowDays} 天内的签到。', en: 'Only the last {windowDays} days can be made up.' },
  make_up_limit_reached: { status: 409, zh: '本月 {limit} 次补签已用完，下月再来。', en: 'All {limit} make-ups of this month are used. Come back next month.' },
  share_unknown: { status: 404, zh: '这个分享链接失效了，直接逛逛也可以。', en: 'This link no longer works. You can still look around.' },

  order_conflict: { status: 409, zh: '订单 {orderNo} 已经以不同内容上报过。', en: 'Order {orderNo} was already reported with other content.' },
  refund_exceeds_order: { status: 409, zh: '退款超过订单实付，最多还能退 {refundableFen} 分钱。', en: 'The refund is more than was paid; {refundableFen} fen can still be refunded.' },
  order_too_late: { status: 409, zh: '下单时间太早或在未来，不能上报。', en: 'The order lies too far in the past or in the future.' },

  reward_not_found: { status: 404, zh: '这个礼品已下架，看看别的吧。', en: 'This reward is gone. Have a look at the others.' },
  reward_not_open: { status: 409, zh: '兑换还没开始，{startsAt} 开放。', en: 'Not open yet. Exchange starts at {startsAt}.' },
  reward_closed: { status: 409, zh: '兑换已经结束，看看别的礼品吧。', en: 'This exchange has ended. Have a look at other rewards.' },
  sold_out: { status: 409, zh: '已经兑完了，看看别的礼品吧。', en: 'All gone. Have a look at other rewards.' },
  member_limit_reached: { status: 409, zh: '每人限兑 {limit} 份，您已经兑满了。', en: 'The limit is {limit} each, and you have reached it.' },
  price_changed: { status: 409, zh: '价格已变为 {pricePoints} 积分，请确认后再兑换。', en: 'The price is now {pricePoints} points. Please confirm again.' },
  tier_needed: { status: 409, zh: '这份礼品是更高等级会员（{tier}）专享，升级后再来，先看看别的礼品吧。', en: 'This one is for members of a higher tier ({tier}). Come back once you reach it; meanwhile, have a look at the others.' },
  flash_sold_out: { status: 409, zh: '限时份额已抢完，现在 {pricePoints} 积分也能兑，请确认。', en: 'The flash units are gone. It is {pricePoints} points now; please confirm.' },
  flash_over: { status: 409, zh: '限时兑换已结束，现在是 {pricePoints} 积分，请确认。', en: 'The flash exchange is over. It is {pricePoints} points now; please confirm.' },
  flash_limit_reached: { status: 409, zh: '限时价每人限 {limit} 份，您已兑满；现在是 {pricePoints} 积分，请确认。', en: 'You have had your {limit} at the flash price. It is {pricePoints} points now; please confirm.' },
  exchange_lapsed: { status: 409, zh: '上次兑换没有完成，积分未扣，请重新兑换。', en: 'The last attempt did not finish and no points were taken. Please exchange again.' },

  voucher_not_found: { status: 404, zh: '没有这张券，请会员打开“我的券”重新出示。', en: 'Unknown voucher. Ask the member to open it again under My vouchers.' },
  voucher_redeemed: { status: 409, zh: '这张券已于 {redeemedAt} 在{storeName}由{clerkName}核销。', en: 'Already redeemed at {redeemedAt} in {storeName} by {clerkName}.' },
  voucher_expired: { status: 409, zh: '这张券已于 {expiresAt} 过期。', en: 'This voucher expired at {expiresAt}.' },
  voucher_cancelled: { status: 409, zh: '这张券已被会员取消，积分已退回。', en: 'The member cancelled this voucher and has the points back.' },
  voucher_other_store: { status: 409, zh: '这张券不能在本店用，请到：{storeNames}。', en: 'Not valid in this store. It can be used at: {storeNames}.' },
  code_unreadable: { status: 400, zh: '这不是点金的码，请对准会员的券码再扫一次。', en: 'Not a Dianjin code. Aim at the voucher and scan again.' },
  code_outdated: { status: 409, zh: '这是旧的截图，请会员打开券页面，扫正在变化的码。', en: 'An old picture of a code. Ask the member to open the voucher and scan the live one.' },

  invitation_bad: { status: 409, zh: '这个邀请已失效，请店主重新发一个。', en: 'This invitation no longer works. Ask the owner for a new one.' },
  staff_removed: { status: 403, zh: '您已不是本店店员，如有疑问请联系店主。', en: 'You are no longer a clerk here. Please ask the owner.' },
  store_not_yours: { status: 403, zh: '您不属于这家门店，请换到自己的门店再试。', en: 'You do not belong to this store. Switch to your own store.' },

  scan_expired: { status: 409, zh: '电脑上的二维码已失效，请在电脑上刷新后再扫一次。', en: 'The code on the computer has run out. Refresh it there and scan again.' },

  no_tiers: { status: 404, zh: '这里还没有会员等级，积分照常攒、照常用。', en: 'There are no tiers here yet. Points are earned and used as ever.' },
  campaign_not_found: { status: 404, zh: '没有这个活动，看看别的活动吧。', en: 'There is no such campaign. Have a look at the others.' },
  joining_blocked: { status: 403, zh: '暂时不能用这个微信或手机加入会员。如有疑问，请到店问店员。', en: 'Joining with this account or phone is not possible just now. If that seems wrong, please ask a clerk in the store.' },
  member_frozen: { status: 403, zh: '账户正在核对，这一步暂时不能做，积分都还在。请到店问店员。', en: 'Your account is being checked, so this has to wait. Your points are safe; please ask a clerk in the store.' },
  not_now: { status: 409, zh: '现在操作的人太多，这次没有发放积分。请稍后再试，或到店问店员。', en: 'Too much is going on from here, so no points were given this time. Try later, or ask a clerk in the store.' },
  exchange_in_doubt: { status: 409, zh: '这次兑换需要店员确认，积分没有扣。请到店找店员。', en: 'A clerk has to confirm this exchange; no points were taken. Please ask in the store.' },
  campaign_not_coming: { status: 409, zh: '这个活动已经开始或结束了，直接去看看吧。', en: 'This campaign has started or ended already. Have a look at it now.' },
} as const satisfies Record<string, RefusalText>
