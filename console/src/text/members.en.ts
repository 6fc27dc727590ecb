import type { members as zh } from './members.zh'

export const members: typeof zh = {
  member: 'Member',
  memberHint: "The member's id, beginning with mem_",
}
