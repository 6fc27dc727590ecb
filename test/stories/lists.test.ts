import { freshId } from '../../scripts/support/in-process'
import { launched, marketer } from '../support/marketing'
import { buys, loosely, member, outcome, type Person } from '../support/people'
import { openShop, type Shop } from '../support/story'

const earned = async (own: Shop, person: Person, yuan: number): Promise<number> => {
  const before = (await person.api.account({})).available
  await buys(own, person.id, yuan)
  return (await person.api.account({})).available - before
}

describe('lists', () => {
  test('of members are changed a hundred at once, once; a campaign for a list pays those on it', async () => {
    const own = await openShop()
    const wang = await marketer(own)
    const [chen, lin] = [await member(own), await member(own)]
    await launched(own, wang, { audience: { type: 'list', list: 'friends' } })
    const put = (add: Person['id'][], remove: Person['id'][] = []) => wang.api.changeList({ list: 'friends', add, remove })
    const stranger = freshId('member')
    expect(await put([chen.id, stranger])).toEqual({ changed: 1, unchanged: 0, unknown: [stranger], full: [] })
    expect(await put([chen.id])).toMatchObject({ changed: 0, unchanged: 1 })
    expect([await earned(own, chen, 10), await earned(own, lin, 10)]).toEqual([20, 10])
    await put([lin.id], [chen.id])
    expect([await earned(own, chen, 10), await earned(own, lin, 10)]).toEqual([10, 20])
    expect(await outcome(put([]))).toBe('invalid_input')
    expect(await outcome(put([chen.id], [chen.id]))).toBe('invalid_input')
    expect(await outcome(loosely(wang.api, 'changeList', { list: 'a b', add: [chen.id] }))).toBe('invalid_input')
    expect(await outcome(chen.api.changeList({ list: 'friends', add: [chen.id] }))).toBe('staff_removed')
    await own.close()
  })
})
