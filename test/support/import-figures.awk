# What an import of orders must come to, from the raw file alone: customer, another number, day, pieces, yuan.
# -v first=50                          points with a customer's first order
# -v campaigns=199701=200,199703=150:900   percent of what the amount earned in a month; a gift is not multiplied, and the budget in points where there is one
# -v dates=199712,199806 -v window=12 -v silver=200 -v gold=500   growth (whole yuan) in the months up to a date
BEGIN {
  count = split(campaigns, list, ",")
  for (i = 1; i <= count; i++) {
    split(list[i], pair, "=")
    parts = split(pair[2], numbers, ":")
    percent[pair[1]] = numbers[1]
    budget[pair[1]] = parts == 2 ? numbers[2] : -1
  }
}
{
  split($5, money, ".")
  yuan = money[1] + 0
  fen += 100 * yuan + substr(money[2] "00", 1, 2)
  month = substr($3, 1, 6)
  points += yuan
  if (!($1 in customers)) { customers[$1] = 1; people++; points += first }
  if (month in percent) wanted[month] += int(yuan * (percent[month] - 100) / 100)
  growth[$1 SUBSEP month] += yuan
}
END {
  for (month in percent) {
    cost = wanted[month] + 0
    if (budget[month] >= 0 && cost > budget[month]) cost = budget[month]
    points += cost
    print "campaign " month " " cost
  }
  count = split(dates, list, ",")
  for (i = 1; i <= count; i++) {
    end = 12 * substr(list[i], 1, 4) + substr(list[i], 5, 2)
    delete within
    for (key in growth) {
      split(key, named, SUBSEP)
      at = 12 * substr(named[2], 1, 4) + substr(named[2], 5, 2)
      if (at <= end && at > end - window) within[named[1]] += growth[key]
    }
    s = 0; g = 0
    for (customer in within) { if (within[customer] >= gold) g++; else if (within[customer] >= silver) s++ }
    print "tiers " list[i] " " people - s - g " " s " " g
  }
  print "orders " NR
  print "customers " people
  print "fen " fen
  print "points " points
}
