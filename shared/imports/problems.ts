import { refusals, type RefusalCode, refusalSentence } from '../api/errors'
import type { RefusalDetails } from '../api/refusal'
import type { ImportField } from './kinds'

/** What can be wrong with a row, each with what to do about it. */
const sentences = {
  missing: { zh: '缺少{field}，请补上', en: '{field} is missing; fill it in' },
  nobody: { zh: '没有写是哪位会员，请填手机号或客户编号', en: 'No member is named; fill in a phone or customer number' },
  bad_phone: { zh: '手机号不对，应为 11 位数字；表格里显示成 1.38E+10 的，请改成文本格式再导出', en: 'The phone number is wrong: 11 digits. If the sheet shows 1.38E+10, format the column as text and export again' },
  bad_customer: { zh: '客户编号不对，应为字母、数字或 . : _ -，最多 64 位', en: 'The customer number is wrong: letters, digits and . : _ -, at most 64' },
  bad_memberId: { zh: '会员编号不对，应为 mem_ 开头的编号', en: 'The member id is wrong: it begins with mem_' },
  bad_nickname: { zh: '昵称太长，最多 20 个字', en: 'The nickname is too long: at most 20 characters' },
  bad_birthday: { zh: '生日不对，请写成 1990-05-06，且不晚于今天', en: 'The birthday is wrong: write 1990-05-06, not later than today' },
  bad_joined: { zh: '入会日期不对，请写成 2020-05-06，且不晚于今天', en: 'The day of joining is wrong: write 2020-05-06, not later than today' },
  bad_growth: { zh: '成长值不对，应为不小于零的整数', en: 'The growth is wrong: a whole number, not negative' },
  bad_points: { zh: '积分不对，应为 1 到 10,000,000 的整数', en: 'The points are wrong: a whole number from 1 to 10,000,000' },
  bad_expiresOn: { zh: '有效期不对，请写成 2027-12-31，或写“永久”', en: 'The last day is wrong: write 2027-12-31, or “never”' },
  bad_text: { zh: '说明太长，最多 40 个字', en: 'The note is too long: at most 40 characters' },
  bad_orderNo: { zh: '订单号不对，应为字母、数字或 . : _ -，最多 64 位', en: 'The order number is wrong: letters, digits and . : _ -, at most 64' },
  bad_paidAt: { zh: '支付时间不对，请写成 2026-11-27 或 2026-11-27 18:30', en: 'The time is wrong: write 2026-11-27 or 2026-11-27 18:30' },
  bad_amount: { zh: '金额不对，单位为元，最多两位小数，不为负，不超过 1,000,000', en: 'The amount is wrong: yuan with at most two decimals, not negative, up to 1,000,000' },
  bad_amountFen: { zh: '金额不对，单位为分，应为不小于零的整数，不超过 100,000,000', en: 'The amount is wrong: fen, a whole number, not negative, up to 100,000,000' },
  bad_store: { zh: '没有这家门店，请填门店编号', en: 'There is no such store; fill in the id of a store' },
  expired: { zh: '有效期已经过了，请改成今天或以后', en: 'The last day has passed; write today or later' },
  two_members: { zh: '手机号和客户编号属于两位会员，请核对', en: 'Phone and customer number belong to two members; check them' },
  blocked: { zh: '这个手机号在黑名单里，不能入会', en: 'This phone number is barred from joining' },
  repeated: { zh: '这次导入里前面已有同样的一行', en: 'An earlier row of this import is the same' },
} as const satisfies Record<string, { readonly zh: string; readonly en: string }>

export type ProblemCode = keyof typeof sentences

export interface RowProblem {
  readonly code: ProblemCode
  readonly field?: ImportField
}

/** What columns are called. */
export const fieldNames: Readonly<Record<ImportField, { readonly zh: string; readonly en: string }>> = {
  phone: { zh: '手机号', en: 'Phone' },
  customer: { zh: '客户编号', en: 'Customer number' },
  memberId: { zh: '会员编号', en: 'Member id' },
  nickname: { zh: '昵称', en: 'Nickname' },
  birthday: { zh: '生日', en: 'Birthday' },
  joined: { zh: '入会日期', en: 'Joined on' },
  growth: { zh: '成长值', en: 'Growth' },
  points: { zh: '积分', en: 'Points' },
  expiresOn: { zh: '有效期至', en: 'Good until' },
  text: { zh: '给会员看的说明', en: 'Note to the member' },
  orderNo: { zh: '订单号', en: 'Order number' },
  paidAt: { zh: '支付时间', en: 'Paid at' },
  amount: { zh: '实付金额（元）', en: 'Amount (yuan)' },
  amountFen: { zh: '实付金额（分）', en: 'Amount (fen)' },
  store: { zh: '门店编号', en: 'Store id' },
}

/** Why a row was left out, in a sentence. `code` is a problem of the row or a refusal of the shop. */
export function rowSentence({ code, details = {} }: { readonly code: string; readonly details?: RefusalDetails | undefined }, language: 'zh' | 'en'): string {
  if (isProblem(code)) {
    const field = Object.entries(fieldNames).find(([name]) => name === details['field'])?.[1]
    return sentences[code][language].replace('{field}', field?.[language] ?? '')
  }
  return refusalSentence(isRefusalCode(code) ? code : 'broken', details, language)
}

const isProblem = (code: string): code is ProblemCode => Object.hasOwn(sentences, code)
const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(refusals, code)
