import { Injectable } from '@nestjs/common'

/** The only clock of the functions; decisions get its time as a value. Tests turn their own. */
@Injectable()
export class Clock {
  /** Milliseconds since 1970. */
  now(): number {
    return Date.now()
  }

  /** Milliseconds that only ever grow, for measuring. */
  elapsed(): number {
    return performance.now()
  }
}
