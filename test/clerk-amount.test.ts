import * as fc from 'fast-check'
import { fenOf, isRecordable, type Key, keys, press } from '../miniapp/src/clerk/amount'

const typed = (text: string) => [...text].reduce<string>((sofar, key) => press(sofar, keys.find((known) => known === key) ?? 'erase'), '')

describe('an amount typed at the counter', () => {
  test.each([
    ['29.33', '29.33', 2_933],
    ['29.3', '29.3', 2_930],
    ['29.', '29.', 2_900],
    ['.05', '0.05', 5],
    ['007', '7', 700],
    ['1.239', '1.23', 123],
    ['1.2.3', '1.23', 123],
    ['0.29', '0.29', 29],
    ['12<<5', '5', 500],
    ['1000000', '1000000', 100_000_000],
    ['10000001', '1000000', 100_000_000],
    ['', '', 0],
  ])('%s is shown as %s and is %i fen', (presses, shown, amountFen) => {
    expect(typed(presses)).toBe(shown)
    expect(fenOf(typed(presses))).toBe(amountFen)
  })

  test('is whole fen that can be recorded, or nothing, whatever keys are pressed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<Key>(...keys), { maxLength: 30 }), (pressed) => {
        const amountFen = fenOf(pressed.reduce<string>(press, ''))
        expect(amountFen === 0 || isRecordable(amountFen)).toBe(true)
      }),
    )
  })
})
