export const events = {
  signed_up: '入会', profile_completed: '完善资料', checked_in: '签到', order_paid: '消费', share_opened: '分享被打开', friend_purchased: '邀请的好友消费',
  review_published: '评价', birthday: '生日', anniversary: '入会周年', custom: '门店自定义行为', granted: '门店赠送',
}
