import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { SETTINGS, type Settings } from '../settings.provider'
import { stored } from '../database/stored'

/** What is known of a person. Kept only encrypted; erasing an account drops it whole. */
export interface Personal {
  readonly openid?: string
  readonly unionid?: string
  readonly phone?: string
  readonly birthday?: string
  readonly nickname: string
}

const IV_BYTES = 12
const TAG_BYTES = 16

/** Encryption (AES-256-GCM, bound to the member's id) and keyed hashes (HMAC-SHA-256) of personal data. */
@Injectable()
export class PersonalData {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  seal(memberId: string, personal: Personal): string {
    return this.sealText(memberId, JSON.stringify(personal))
  }

  open(memberId: string, sealed: string): Personal {
    return stored<Personal>(JSON.parse(this.openText(memberId, sealed)))
  }

  sealText(owner: string, text: string): string {
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv('aes-256-gcm', this.settings.personalDataKey, iv).setAAD(Buffer.from(owner))
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')
  }

  /** Throws when the text was changed or belongs to another owner. */
  openText(owner: string, sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', this.settings.personalDataKey, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(owner))
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
  }

  /** A keyed hash to find an openid, phone number, device or address by; without the key nobody can try numbers. */
  hash(kind: 'openid' | 'phone' | 'device' | 'address' | 'member' | 'login', value: string): string {
    return createHmac('sha256', this.settings.personalHashKey).update(`${kind}:${value}`).digest('base64url')
  }
}

/** `13800000001` → `138****0001`. */
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`

/** `林小满` → `林**`. */
export const maskName = (name: string): string => `${[...name][0] ?? ''}${'*'.repeat(Math.max(1, [...name].length - 1))}`
