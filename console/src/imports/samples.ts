import type { ImportKind } from '../../../shared/imports/kinds'

/** Rows of a sample file, in the order of the kind's columns. */
export const samples: Readonly<Record<ImportKind, readonly (readonly string[])[]>> = {
  members: [['13800000001', 'V-1001', '林小满', '1990-05-06', '2021-03-01', '1200'], ['13800000002', '', '陈一', '', '2023-11-11', '']],
  balances: [['13800000001', '', '', '1280', '2027-12-31', '旧系统积分转入'], ['', 'V-1002', '', '60', '', '']],
  orders: [['', 'V-1001', 'A-20261101-1', '2026-11-01 18:30', '268.00', '', ''], ['13800000002', '', 'A-20261102-7', '2026-11-02', '35.5', '', '']],
}
