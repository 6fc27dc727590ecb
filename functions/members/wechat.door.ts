import { Inject, Injectable } from '@nestjs/common'
import { Refusal } from '../../shared/api/refusal'
import type { RefusalCode } from '../../shared/api/errors'
import { Log } from '../log'
import { WechatRefusal, type WechatApi, type WechatRefusalCode } from '../wechat/refusals'
import type { Wechat } from '../wechat/wechat'

/** The injection token of the door to WeChat. */
export const WECHAT = Symbol('wechat')

const lostAnswer: Partial<Record<WechatApi, RefusalCode>> = { jscode2session: 'login_code_bad', getuserphonenumber: 'phone_code_bad' }

const meanings: Partial<Record<WechatRefusalCode, RefusalCode>> = {
  login_code_bad: 'login_code_bad',
  login_code_used: 'login_code_bad',
  phone_code_bad: 'phone_code_bad',
  phone_quota_spent: 'phone_quota_spent',
  account_at_risk: 'account_at_risk',
}

/** WeChat's calls with its refusals in our words. */
@Injectable()
export class WechatDoor {
  constructor(
    @Inject(WECHAT) private readonly wechat: Wechat,
    @Inject(Log) private readonly log: Log,
  ) {}

  async signIn(code: string): Promise<{ openid: string; unionid?: string }> {
    const { openid, unionid } = await this.ours(() => this.wechat.signIn(code))
    return unionid === undefined ? { openid } : { openid, unionid }
  }

  /** The phone number, digits only, with the country code when it is not China's. */
  async phoneNumber(code: string): Promise<string> {
    const { phoneNumber, countryCode } = await this.ours(() => this.wechat.phoneNumber(code))
    return countryCode === '86' ? phoneNumber : `+${countryCode}${phoneNumber}`
  }

  /** The mini-program code that leads to a page with a scene; undefined where WeChat gives none, for the link leads there too. */
  async codeOf(scene: string, page: string): Promise<Uint8Array | undefined> {
    try {
      return await this.wechat.miniProgramCode({ scene, page })
    } catch (error) {
      if (!(error instanceof WechatRefusal)) throw error
      this.log.warn('no mini-program code', { api: error.api, reason: error.code })
      return undefined
    }
  }

  /** WeChat's own opinion of a person, 0 harmless to 4 dangerous; undefined where it gives none. */
  async riskRank(openid: string, scene: 'sign_up' | 'marketing', clientIp: string): Promise<number | undefined> {
    try {
      return await this.wechat.userRiskRank({ openid, scene, clientIp })
    } catch (error) {
      if (!(error instanceof WechatRefusal)) throw error
      this.log.warn('wechat gave no rank', { reason: error.code })
      return undefined
    }
  }

  /** Whether WeChat takes this for the secret of the mini-program. */
  accepts(secret: string): Promise<boolean> {
    return this.ours(() => this.wechat.accepts(secret))
  }

  private async ours<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof WechatRefusal)) throw error
      const code = meanings[error.code] ?? (error.code === 'wechat_answer_lost' ? lostAnswer[error.api] : undefined) ?? 'wechat_unavailable'
      if (code === 'wechat_unavailable') this.log.error('wechat refused', error, { api: error.api, reason: error.code })
      throw new Refusal(code)
    }
  }
}
