import { StaffRepository } from '../../functions/stores/staff.repository'
import { SetupRepository } from '../../functions/stores/setup.repository'
import { clientOf } from '../../scripts/support/in-process'
import { everything, expectBalancedBooks } from '../support/books'
import { freshAddress, freshLogin, goodPassword, withPassword } from '../support/desk'
import { answersLost, asking } from '../support/faults'
import { loosely, outcome, owner, tallied } from '../support/people'
import { openShop, type Shop } from '../support/story'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  await expectBalancedBooks(shop)
  await shop.close()
})

const anyone = () => clientOf(shop.api, undefined, freshAddress())
const nobodys = { name: '赵敏', login: 'zhao.min', password: goodPassword }

describe('the first owner', () => {
  test('is made once, by the code of the one-time command, and is in at once', async () => {
    const first = await openShop()
    try {
      const desk = () => clientOf(first.api, undefined, freshAddress())
      expect(await desk().deskState({})).toEqual({ hasOwner: false })
      const setup = new SetupRepository(first.database)
      const old = await setup.newCode(first.clock.now())
      const setupCode = await setup.newCode(first.clock.now())
      expect(JSON.stringify(await everything(first))).not.toContain(setupCode.slice(0, 11))
      expect(await outcome(desk().makeOwner({ ...nobodys, setupCode: old }))).toBe('setup_code_bad')
      expect(await outcome(desk().makeOwner({ ...nobodys, setupCode, password: '1111111111' }))).toBe('password_weak')
      const races = ['zhao.min', 'zhao.min.2', 'zhao.min.3'].map((login) => desk().makeOwner({ ...nobodys, login, setupCode: setupCode.toLowerCase() }))
      const made = (await Promise.allSettled(races)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      expect(made).toHaveLength(1)
      const api = clientOf(first.api, made[0]?.token)
      expect(await api.deskMe({})).toMatchObject({ staff: { role: 'owner', name: '赵敏' }, hasSecondFactor: false })
      expect((await api.listStaff({})).items).toHaveLength(1)
      expect(await desk().deskState({})).toEqual({ hasOwner: true })
      const again = await setup.newCode(first.clock.now())
      expect(await outcome(desk().makeOwner({ ...nobodys, setupCode: again }))).toBe('owner_exists')
      await expectBalancedBooks(first)
    } finally {
      await first.close()
    }
  })

  test('is not made by a code of yesterday', async () => {
    const first = await openShop()
    try {
      const setupCode = await new SetupRepository(first.database).newCode(first.clock.now())
      first.clock.pass(24 * 3_600_000)
      expect(await outcome(clientOf(first.api).makeOwner({ ...nobodys, setupCode }))).toBe('setup_code_bad')
    } finally {
      await first.close()
    }
  })

  test('whose answer got lost signs in with the password', async () => {
    const first = await openShop()
    try {
      const setupCode = await new SetupRepository(first.database).newCode(first.clock.now())
      const unlucky = await first.instance([answersLost(asking('TransactWriteItems', /"SETUP"/))])
      expect(await outcome(clientOf(unlucky.api).makeOwner({ ...nobodys, setupCode }))).not.toBe('done')
      expect(await outcome(clientOf(first.api).passwordSignIn({ login: nobodys.login, password: nobodys.password }))).toBe('done')
    } finally {
      await first.close()
    }
  })

  test('of a shop that has one already is not made at all', async () => {
    await owner(shop)
    const setupCode = await new SetupRepository(shop.database).newCode(shop.clock.now())
    expect(await outcome(anyone().makeOwner({ ...nobodys, setupCode }))).toBe('owner_exists')
  })
})

describe('a password', () => {
  test('signs in for twelve hours, and nothing of it or of the token is in the table', async () => {
    const { signIn, login } = await withPassword(shop)
    const session = await signIn()
    const me = await clientOf(shop.api, session.token).deskMe({})
    expect(me).toMatchObject({ login, hasSecondFactor: false, sessionExpiresAt: session.expiresAt })
    expect(Date.parse(session.expiresAt) - shop.clock.now()).toBe(12 * 3_600_000)
    const table = JSON.stringify(await everything(shop))
    for (const secret of [goodPassword, session.token, session.token.slice(5, 30)]) expect(table).not.toContain(secret)
  })

  test('that is wrong, and a login that nobody has, are the same no', async () => {
    const { login, signIn } = await withPassword(shop)
    const refused = async (promise: Promise<unknown>) => promise.then(() => 'in', (error: unknown) => JSON.stringify(error))
    const [wrong, unknown] = [await refused(signIn('another-password')), await refused(anyone().passwordSignIn({ login: `${login}x`, password: goodPassword }))]
    expect(wrong).toBe(unknown)
    expect(wrong).toContain('desk_sign_in_wrong')
  })

  test('is read as it is meant: the login in any case, the password in any form of its letters', async () => {
    const { login, desk } = await withPassword(shop)
    await desk.api.setPassword({ login, password: 'Caf\u00e9-hafen-7426', currentPassword: goodPassword })
    expect(await outcome(anyone().passwordSignIn({ login: ` ${login.toUpperCase()} `, password: 'Cafe\u0301-hafen-7426' }))).toBe('done')
  })

  test.each([
    ['few letters', { password: 'aabbaabbaabb' }, 'password_weak'], ['everybody’s first', { password: 'Password12345' }, 'password_weak'], ['only digits', { password: '1357924680135' }, 'password_weak'],
    ['the login', { login: 'xiaoli.desk', password: '7-xiaoli.desk-7' }, 'password_weak'], ['nine characters', { password: 'abcd-1234' }, 'invalid_input'], ['a login of two letters', { login: 'ab' }, 'invalid_input'],
    ['a login with blanks', { login: 'xiao li' }, 'invalid_input'], ['no text', { password: 12_345_678_901 }, 'invalid_input'], ['two hundred and one characters', { password: 'aB3-'.repeat(51) }, 'invalid_input'],
  ])('of %s is not taken', async (_, change, code) => {
    const { desk, login } = await withPassword(shop)
    expect(await outcome(loosely(desk.api, 'setPassword', { login, password: 'quiet-river-5518', currentPassword: goodPassword, ...change }))).toBe(code)
  })

  test('is changed by who knows it, which ends the other sessions and not this one', async () => {
    const { desk, login, signIn } = await withPassword(shop)
    const other = clientOf(shop.api, (await signIn()).token)
    const next = { login, password: 'quiet-river-5518' }
    expect(await outcome(desk.api.setPassword(next))).toBe('desk_sign_in_wrong')
    expect(await outcome(desk.api.setPassword({ ...next, currentPassword: 'quiet-river-5519' }))).toBe('desk_sign_in_wrong')
    expect(await outcome(other.deskMe({}))).toBe('done')
    expect(await desk.api.setPassword({ ...next, currentPassword: goodPassword })).toEqual({ login })
    expect(await desk.api.setPassword({ ...next, currentPassword: goodPassword })).toEqual({ login })
    expect([await outcome(other.deskMe({})), await outcome(desk.api.deskMe({}))]).toEqual(['signed_out', 'done'])
    expect([await outcome(signIn()), await outcome(signIn('quiet-river-5518'))]).toEqual(['desk_sign_in_wrong', 'done'])
  })

  test('moves with its login, which is of one person at a time', async () => {
    const [li, wang] = [await withPassword(shop), await withPassword(shop)]
    const taken = { login: li.login, password: goodPassword, currentPassword: goodPassword }
    expect(await outcome(wang.desk.api.setPassword(taken))).toBe('login_taken')
    const login = freshLogin()
    await li.desk.api.setPassword({ ...taken, login })
    expect(await outcome(li.signIn())).toBe('desk_sign_in_wrong')
    expect(await outcome(anyone().passwordSignIn({ login, password: goodPassword }))).toBe('done')
    expect(await outcome(wang.desk.api.setPassword(taken))).toBe('done')
  })
})

describe('too many wrong tries', () => {
  test('lock the login for a quarter of an hour, the right password too, until the owner resets it', async () => {
    const { login, signIn, person } = await withPassword(shop)
    expect(await tallied(Array.from({ length: 12 }, () => signIn('wrong-password')))).toEqual({ desk_sign_in_wrong: 8, desk_locked: 4 })
    expect(await outcome(signIn())).toBe('desk_locked')
    const boss = (await owner(shop)).api
    const { oneTimePassword } = await boss.resetAccess({ staffId: (await person.api.myStaff({})).id })
    expect(await outcome(anyone().passwordSignIn({ login, password: oneTimePassword }))).toBe('done')
  })

  test('are told when to come back, whether there is such a login or not, and are forgotten then', async () => {
    const ghost = { login: freshLogin(), password: goodPassword }
    await tallied(Array.from({ length: 8 }, () => anyone().passwordSignIn(ghost)))
    await expect(anyone().passwordSignIn(ghost)).rejects.toMatchObject({ code: 'desk_locked', details: { minutes: 15, retryAfterSeconds: 900 } })
    shop.clock.pass(15 * 60_000)
    expect(await outcome(anyone().passwordSignIn(ghost))).toBe('desk_sign_in_wrong')
  })

  test('are forgotten by a right one, and the right ones are not counted', async () => {
    const { signIn } = await withPassword(shop)
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 6; i++) await outcome(signIn('wrong-password'))
      expect(await outcome(signIn())).toBe('done')
    }
  })

  test('from one address lock the address, whatever the logins', async () => {
    const from = clientOf(shop.api, undefined, freshAddress())
    const tries = await tallied(Array.from({ length: 44 }, () => from.passwordSignIn({ login: freshLogin(), password: goodPassword })))
    expect(tries).toEqual({ desk_sign_in_wrong: 40, desk_locked: 4 })
  })
})

describe('whose access is reset', () => {
  test('is out at once, comes in once with the new password, and chooses an own', async () => {
    const { person, desk, signIn, login } = await withPassword(shop)
    const boss = (await owner(shop)).api
    const staffId = (await person.api.myStaff({})).id
    const { oneTimePassword } = await boss.resetAccess({ staffId })
    expect([await outcome(desk.api.deskMe({})), await outcome(signIn())]).toEqual(['signed_out', 'desk_sign_in_wrong'])
    const both = await Promise.allSettled([signIn(oneTimePassword), signIn(oneTimePassword)])
    const sessions = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(sessions).toHaveLength(1)
    expect(await clientOf(shop.api, sessions[0]?.token).setPassword({ login, password: 'quiet-river-5518' })).toEqual({ login })
    expect(await outcome(signIn('quiet-river-5518'))).toBe('done')
    const late = await boss.resetAccess({ staffId })
    shop.clock.pass(72 * 3_600_000)
    expect(await outcome(signIn(late.oneTimePassword))).toBe('desk_sign_in_wrong')
  })

  test('may be somebody who never had one; but nobody who has left', async () => {
    const { person, login } = await withPassword(shop)
    const boss = (await owner(shop)).api
    const { id: staffId } = await person.api.myStaff({})
    const other = await withPassword(shop)
    expect(await outcome(boss.resetAccess({ staffId, login: other.login }))).toBe('login_taken')
    await boss.removeClerk({ staffId })
    expect(await outcome(boss.resetAccess({ staffId }))).toBe('not_found')
    expect(await outcome(anyone().passwordSignIn({ login, password: goodPassword }))).toBe('desk_sign_in_wrong')
    expect(JSON.stringify(await everything(shop))).not.toContain(`LOGIN#${login}`)
  })
})

test('somebody who leaves by erasing their account leaves no login behind, and no way in', async () => {
  const { person, desk, login, signIn } = await withPassword(shop)
  await person.api.eraseMe({ id: 'op_01JD0000000000000000000000', confirm: 'erase' })
  expect([await outcome(desk.api.deskMe({})), await outcome(signIn())]).toEqual(['staff_removed', 'desk_sign_in_wrong'])
  expect(JSON.stringify(await everything(shop))).not.toContain(login)
  expect((await new StaffRepository(shop.database).list()).some(({ name }) => name === '')).toBe(true)
})
