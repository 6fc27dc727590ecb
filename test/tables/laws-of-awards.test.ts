import { checkLaws } from '../support/checked-laws'
import { awardLaws, gainLaws } from './laws/awards'
import { extraLaws } from './laws/extras'
import { armLaws, capLaws, liveLaws } from './laws/live'

checkLaws([...capLaws, ...liveLaws, ...armLaws, ...awardLaws, ...gainLaws, ...extraLaws])
