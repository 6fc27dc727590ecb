import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { type IdKind, newId } from '../shared/api/ids'
import { letters } from '../shared/api/signature'
import type * as z from 'zod'
import { Clock } from './clock'
import { SETTINGS, type Settings } from './settings.provider'

const ID_RANDOM_BYTES = 16
const CARD_NO_CHARS = 6
const MAC_BYTES = 16

/** Everything that needs randomness or the code key. */
@Injectable()
export class Secrets {
  /** The key from which every changing code is derived. */
  readonly codeKey: string

  constructor(
    @Inject(SETTINGS) settings: Pick<Settings, 'codeKey'>,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    this.codeKey = Buffer.from(settings.codeKey).toString('base64')
  }

  newId<K extends IdKind>(kind: K): string & z.core.$brand<K> {
    return newId(kind, this.clock.now(), randomBytes(ID_RANDOM_BYTES))
  }

  newCardNo(): string {
    return letters(randomBytes(CARD_NO_CHARS), CARD_NO_CHARS)
  }

  nonce(): string {
    return randomBytes(9).toString('base64url')
  }

  /** Parts of a text that only we can have written, for a purpose; parts hold no dots. */
  seal(purpose: string, parts: readonly string[]): string {
    const text = parts.join('.')
    return `${text}.${this.macOf(purpose, text).toString('base64url')}`
  }

  /** The parts of a sealed text, or undefined when we did not write it for this purpose. */
  unseal(purpose: string, sealed: string): readonly string[] | undefined {
    const at = sealed.lastIndexOf('.')
    const mac = Buffer.from(sealed.slice(at + 1), 'base64url')
    const expected = this.macOf(purpose, sealed.slice(0, Math.max(at, 0)))
    return mac.length === expected.length && timingSafeEqual(mac, expected) ? sealed.slice(0, at).split('.') : undefined
  }

  private macOf(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.codeKey).update(`${purpose}:${text}`).digest().subarray(0, MAC_BYTES)
  }
}
