export const members = {
  member: '会员',
  memberHint: '会员编号，以 mem_ 开头',
}
