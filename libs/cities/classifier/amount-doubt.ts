/** Why an amount is left for a person to state. */
export type AmountDoubt =
  /** `1.200`. */
  | 'number_two_readings'
  | 'number_unreadable'
  /** `10–12 t`. */
  | 'range'
  /** `up to 20 t`. */
  | 'at_most'
  /** `bags of 25 kg`: how many is not said. */
  | 'of_each'
  /** `5 generators 200 kg`: each, or all of them. */
  | 'each_or_all'
  /** `lorry 20 t`: what it weighs, or what it carries. */
  | 'mass_or_capacity'
  /** `tinned meat 525 g`: the tin, or all that was sent. */
  | 'pack_or_all'
  /** `500 pounds`. */
  | 'mass_or_money'
  /** `fridge 300 l`. */
  | 'size_or_amount'
  /** `2022 generators`. */
  | 'year_or_count'
  /** `5 generators, blankets`: the count is of a part. */
  | 'several_goods'
  | 'several_masses'
  | 'several_counts'
  | 'too_large';
