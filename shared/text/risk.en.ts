import type { risk as zh, riskForMember as zhForMember } from './risk.zh'

export const risk: typeof zh = {
  reasons: {
    velocity_member: 'This member earns too often within a short time',
    velocity_device: 'One phone earns too often within a short time',
    velocity_address: 'One network earns too often within a short time',
    wechat_rank: 'WeChat reports a risk with this account',
    shared_device: 'Several members sign in on one phone',
    circle: 'Members invite each other in a circle',
    midnight_burst: 'Friends of one member join in a burst after midnight',
    frozen: 'The account is frozen',
  },
}

export const riskForMember: typeof zhForMember = {
  velocity_member: 'there were many points within a short time',
  velocity_device: 'this phone earned many times within a short time',
  velocity_address: 'this network earned many times within a short time',
  wechat_rank: 'WeChat suggests that we look once more',
  shared_device: 'several members use this phone',
  circle: 'you and your friends invited each other',
  midnight_burst: 'many friends joined right after midnight',
  frozen: 'your account is being checked',
}
