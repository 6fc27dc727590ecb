import { checkLaws } from '../support/checked-laws'
import { shopWithout } from '../support/mutations'
import { counterLaws } from './laws/counter'
import { earningLaws } from './laws/earning'
import { pointsLaws } from './laws/points'

checkLaws([...pointsLaws, ...earningLaws, ...counterLaws])

test('a rule that is no longer written like that is noticed', async () => {
  await expect(shopWithout({ file: 'points/decide.ts', rule: 'no such rule', broken: '' })).rejects.toThrow(/0 times, not once/)
})
