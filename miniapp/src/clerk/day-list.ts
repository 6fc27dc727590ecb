import { PAGE_ITEMS_MAX } from '../../../shared/api/page'

/** How the list of the day is asked for, by the home page for its count and by the list itself: the same answer serves both. */
export const dayList = { limit: PAGE_ITEMS_MAX }
