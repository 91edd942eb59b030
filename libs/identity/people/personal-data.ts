/**
 * Where anything of a person lies, in one list: what they are handed when they ask for it, and what
 * goes when they are erased. A test compares it with the schema: a column that refers to a person,
 * or is named like something of a person's, stands here or in {@link NOT_PERSONAL}.
 */
export interface PersonalData {
  /** Its name in the file that a person gets. */
  name: string;
  table: string;
  /** The column that says whose it is. */
  whose: string;
  /** Narrows it; $1 is the person's id. In place of `whose = $1`. */
  where?: string;
  shown: readonly string[];
  /** Column → why it is not handed out. */
  withheld?: Readonly<Record<string, string>>;
  /** What happens when the person is erased. */
  erasure: 'deleted' | 'stays with the id alone';
}

const SECRET = 'a secret, kept so that it can be checked and not read';
const OTHER_PERSON = 'of another person';
const INNER = 'of use to a check alone';

export const PERSONAL_DATA: readonly PersonalData[] = [
  // What the others hang on comes last, so that it can be deleted in this order.
  {
    name: 'roles',
    table: 'person_role',
    whose: 'person_id',
    shown: ['role', 'city_id', 'granted_at'],
    withheld: { granted_by: OTHER_PERSON },
    erasure: 'deleted',
  },
  {
    name: 'sessions',
    table: 'session',
    whose: 'person_id',
    shown: ['id', 'stage', 'user_agent', 'created_at', 'last_seen_at', 'expires_at'],
    withheld: {
      secret_hash: SECRET,
      previous_secret_hash: SECRET,
      previous_until: INNER,
      must_rotate: INNER,
    },
    erasure: 'deleted',
  },
  {
    name: 'tokens',
    table: 'personal_token',
    whose: 'person_id',
    shown: ['id', 'name', 'scopes', 'created_at', 'expires_at', 'last_used_at', 'revoked_at'],
    withheld: { secret_hash: SECRET },
    erasure: 'deleted',
  },
  {
    name: 'recoveryCodes',
    table: 'recovery_code',
    whose: 'person_id',
    shown: ['used_at'],
    withheld: { code_hash: SECRET },
    erasure: 'deleted',
  },
  {
    name: 'credential',
    table: 'credential',
    whose: 'person_id',
    shown: ['password_changed_at', 'totp_confirmed_at'],
    withheld: { password_hash: SECRET, totp_secret: SECRET, totp_last_step: INNER },
    erasure: 'deleted',
  },
  {
    name: 'providerIdentities',
    table: 'provider_identity',
    whose: 'person_id',
    shown: ['provider_id', 'subject'],
    erasure: 'deleted',
  },
  {
    name: 'letters',
    table: 'letter',
    whose: 'person_id',
    shown: ['id', 'kind', 'created_at', 'expires_at', 'sent_at', 'used_at'],
    withheld: { created_by: OTHER_PERSON },
    erasure: 'deleted',
  },
  {
    name: 'noticesRead',
    table: 'notice_read',
    whose: 'person_id',
    shown: ['notice_id', 'read_at'],
    erasure: 'deleted',
  },
  {
    name: 'detail',
    table: 'person_detail',
    whose: 'person_id',
    shown: ['email', 'name', 'language'],
    erasure: 'deleted',
  },
  {
    name: 'person',
    table: 'person',
    whose: 'id',
    shown: ['id', 'created_at', 'erased_at'],
    erasure: 'stays with the id alone',
  },
  {
    name: 'lettersWritten',
    table: 'letter',
    whose: 'created_by',
    shown: ['id', 'kind', 'created_at'],
    withheld: { person_id: OTHER_PERSON },
    erasure: 'stays with the id alone',
  },
  {
    name: 'rolesGranted',
    table: 'person_role',
    whose: 'granted_by',
    shown: ['role', 'city_id', 'granted_at'],
    withheld: { person_id: OTHER_PERSON },
    erasure: 'stays with the id alone',
  },
  {
    name: 'reports',
    table: 'report',
    whose: 'filed_by',
    shown: ['id', 'side', 'city_id', 'received_at'],
    erasure: 'stays with the id alone',
  },
  {
    name: 'shipments',
    table: 'shipment',
    whose: 'recorded_by',
    shown: ['id', 'recorded_at'],
    erasure: 'stays with the id alone',
  },
  {
    name: 'deliveries',
    table: 'delivery',
    whose: 'recorded_by',
    shown: ['id', 'recorded_at'],
    erasure: 'stays with the id alone',
  },
  {
    name: 'movements',
    table: 'movement',
    whose: 'recorded_by',
    shown: ['id', 'recorded_at'],
    erasure: 'stays with the id alone',
  },
  {
    name: 'corrections',
    table: 'correction',
    whose: 'recorded_by',
    shown: ['id', 'recorded_at'],
    erasure: 'stays with the id alone',
  },
  {
    name: 'ledgerEntries',
    table: 'ledger_entry',
    whose: 'recorded_by',
    shown: ['id', 'recorded_at'],
    erasure: 'stays with the id alone',
  },
  {
    name: 'shipmentTemplates',
    table: 'shipment_template',
    whose: 'created_by',
    shown: ['id', 'name', 'created_at'],
    erasure: 'stays with the id alone',
  },
  {
    name: 'partnershipSteps',
    table: 'partnership_step',
    whose: 'recorded_by',
    shown: ['partnership_id', 'id', 'recorded_at'],
    erasure: 'stays with the id alone',
  },
  {
    name: 'partnershipDocuments',
    table: 'partnership_document',
    whose: 'uploaded_by',
    shown: ['id', 'partnership_id', 'kind', 'uploaded_at'],
    erasure: 'stays with the id alone',
  },
  {
    name: 'aidDocuments',
    table: 'aid_document',
    whose: 'uploaded_by',
    shown: ['id', 'shipment_id', 'delivery_id', 'kind', 'uploaded_at'],
    erasure: 'stays with the id alone',
  },
  {
    name: 'cityAreas',
    table: 'city_area',
    whose: 'updated_by',
    shown: ['city_id', 'direction', 'area', 'updated_at'],
    erasure: 'stays with the id alone',
  },
  {
    name: 'categoryChoices',
    table: 'category_choice',
    whose: 'chosen_by',
    shown: ['city_id', 'item_key', 'category', 'chosen_at'],
    erasure: 'stays with the id alone',
  },
  {
    name: 'jobsRetried',
    table: 'dead_job',
    whose: 'retried_by',
    shown: ['queue', 'job_id', 'retried_at'],
    erasure: 'stays with the id alone',
  },
  {
    name: 'done',
    table: 'audit_event',
    whose: 'person_id',
    shown: [
      'id',
      'occurred_at',
      'via',
      'via_id',
      'network',
      'action',
      'subject_kind',
      'subject_id',
      'city_ids',
      'before',
      'after',
    ],
    erasure: 'stays with the id alone',
  },
  {
    name: 'doneByOthers',
    table: 'audit_event',
    whose: 'subject_id',
    where: `subject_kind = 'person' and subject_id = $1::text
      and person_id is distinct from $1::uuid`,
    shown: ['id', 'occurred_at', 'action', 'before', 'after'],
    withheld: { person_id: OTHER_PERSON, network: OTHER_PERSON, via_id: OTHER_PERSON },
    erasure: 'stays with the id alone',
  },
];

const OF_A_THING = 'of a thing, not of a person';
const OF_WORK = 'of who took a load in or drives it, on a paper of two cities; no account of ours';
const OF_OFFICE = 'who decided or signed in office, on an act that is public; no account of ours';

/** Columns that look as if they told of a person and do not, or not of one with an account: why. */
export const NOT_PERSONAL: Readonly<Record<string, string>> = {
  'aid_document.name': OF_A_THING,
  'attempt.key': 'keyed hash of an address; it goes within hours',
  'attempt.window_started_at': 'of a keyed hash alone',
  'attempt.count': 'of a keyed hash alone',
  'city.name_en': OF_A_THING,
  'city.name_native': OF_A_THING,
  'city.name_uk': OF_A_THING,
  'city_name.name': OF_A_THING,
  'delivery.received_by': OF_WORK,
  'file.name': OF_A_THING,
  'identity_provider.name': OF_A_THING,
  'loaded_data_set.name': OF_A_THING,
  'migrations.name': OF_A_THING,
  'partnership.confirmed_by': 'a city',
  'report.coded_by': OF_WORK,
  'partnership.denied_by': 'a city',
  'partnership_document.name': OF_A_THING,
  'partnership_signatory.name': OF_OFFICE,
  'partnership_step.decided_by': OF_OFFICE,
  'report_error.column_name': OF_A_THING,
  'shipment_leg.driver': OF_WORK,
};
