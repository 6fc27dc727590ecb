/** What each call does, as the trail tells it. */
export const deeds: Readonly<Record<string, string>> = {
  recordPurchase: 'recorded a purchase', redeem: 'redeemed a voucher', inviteClerk: 'invited somebody', acceptInvitation: 'accepted an invitation',
  removeClerk: 'removed a member of staff', giveTier: 'gave a tier to a member', liftTier: 'lifted a tier given by hand', confirmScan: 'let a desk in by phone',
  scanState: 'signed in at a desk', passwordSignIn: 'signed in with a password', makeOwner: 'became the owner', createCampaign: 'drafted the campaign',
  editCampaign: 'changed the campaign', launchCampaign: 'launched the campaign', pauseCampaign: 'paused the campaign', resumeCampaign: 'resumed the campaign',
  endCampaign: 'ended the campaign', cancelCampaign: 'cancelled the campaign', copyCampaign: 'copied the campaign', changeList: 'changed a list of members',
  draftProgramme: 'saved a draft of the rules', publishProgramme: 'published the rules', grantPoints: 'gave points to a member', releaseReview: 'released doubted points',
  reverseReview: 'took doubted points back', freezeMember: 'froze a member', thawMember: 'thawed a member', addBlocks: 'added to the block list',
  removeBlock: 'took off the block list', deskSignOut: 'signed out', setPassword: 'set their own password', beginSecondFactor: 'began to set up two-step sign-in',
  confirmSecondFactor: 'turned on two-step sign-in', resetAccess: 'reset the sign-in of', createReward: 'drafted the reward', editReward: 'changed the reward',
  openReward: 'put on the shelf', closeReward: 'took off the shelf', withdrawReward: 'withdrew the reward', addStock: 'added stock of a reward',
  withdrawStock: 'took back stock of a reward', keepPhoto: 'uploaded a photo', createStore: 'opened a store', editStore: 'changed the store',
  unmaskMember: 'looked at the full data of a member', adjustPoints: 'corrected the points of a member', editSettings: 'changed the settings',
  publishNotice: 'published a privacy notice', setWechatSecret: 'changed the secret of the mini-program', createImport: 'began an import',
  putImportRows: 'uploaded rows to import', runImport: 'ran an import', cancelImport: 'stopped an import', undoImport: 'undid an import',
  weighUndo: 'weighed undoing an import', createApiKey: 'made an API key', editApiKey: 'changed an API key', rotateApiKey: 'rotated an API key',
  revokeApiKey: 'revoked an API key', createWebhook: 'made a webhook', editWebhook: 'changed a webhook', pauseWebhook: 'paused a webhook',
  resumeWebhook: 'resumed a webhook', removeWebhook: 'removed a webhook', rotateWebhookSecret: 'rotated the secret of a webhook', testWebhook: 'tested a webhook',
  replayDelivery: 'sent a delivery again', replaySince: 'sent deliveries again',
}

/** What fields are called in a change. */
export const fields: Readonly<Record<string, string>> = {
  pricePoints: 'price in points', priceFen: 'price in money', title: 'title', description: 'description', name: 'name', address: 'address', state: 'state', shelf: 'shelf',
  standing: 'standing', tier: 'tier', until: 'until', stores: 'stores', tiers: 'tiers', rules: 'rules', terms: 'terms', points: 'points', opensAt: 'start',
  closesAt: 'end', startsAt: 'start', endsAt: 'end', budget: 'budget', budgetPoints: 'budget in points', effect: 'effect', percent: 'percent', audience: 'audience',
  holdOutPercent: 'hold-out', priority: 'priority', perMember: 'limit per member', voucherDays: 'days of the voucher', category: 'category', picture: 'picture',
  costFenPer100Points: 'cost of 100 points', templates: 'message templates', notice: 'privacy notice', ends: 'end of the secret', role: 'role', review: 'review',
  expiry: 'expiry', caps: 'caps', pointsPerStep: 'points a step', fenPerStep: 'money a step', zh: 'Chinese', en: 'English', refundOnExpiry: 'refund on expiry',
  adjustMostPoints: 'most to correct', launchedAt: 'launched', endedAt: 'ended', levels: 'levels', min: 'from', earnPercent: 'percent',
}

/** What states are called in a change. */
export const states: Readonly<Record<string, string>> = {
  draft: 'draft', open: 'on offer', closed: 'off the shelf', withdrawn: 'withdrawn', launched: 'launched', paused: 'paused', ended: 'ended', cancelled: 'cancelled',
  frozen: 'frozen', thawed: 'thawed', trusted: 'trusted', working: 'working', removed: 'removed', waiting: 'waiting', released: 'released', reversed: 'taken back',
  true: 'yes', false: 'no', owner: 'owner', marketer: 'marketer', clerk: 'clerk', auditor: 'auditor',
}
