import type { GuideText } from './guide-text';

export const GUIDE_EN: GuideText = {
  kinds: {
    twinning: {
      title: 'Twinning',
      what:
        'A lasting friendship of two communities, as a rule without an end: people, schools,' +
        ' culture, experience, and help in need. It takes the longest to come to and binds the' +
        ' most.',
    },
    cooperation: {
      title: 'Cooperation',
      what:
        'An agreement on named areas of work, mostly for a term of some years. It suits cities' +
        ' that have a purpose in common and do not want to promise more than that.',
    },
    solidarity: {
      title: 'Solidarity',
      what:
        'Two signed letters, one from each city, stand for an agreement. It is the quickest' +
        ' way to begin with aid, and many ties of this kind have later grown into twinning.',
    },
  },
  steps: {
    areas_chosen: {
      title: 'Areas chosen',
      what:
        'Your city decides what the partnership is to be for: humanitarian assistance,' +
        ' reconstruction, health, education, and so on. From this a partner sees whether you' +
        ' fit together, and your own departments see whose work it will be.',
      whoDecides:
        'The city council or its executive committee; where there is a military administration' +
        ' with their powers, its head. Write down the number and the day of the decision.',
      tips: [
        'Choose two or three areas in which you can name a person and a need. Twelve areas say' +
          ' as little as none.',
        'Say what you can give as well: experience of civil protection, of evacuation, of work' +
          ' under fire is sought after.',
        'Name one contact person who answers letters in English or in the partner’s language.',
        'Describe your city in Pobratym (offered and wanted areas): then others find you.',
      ],
    },
    partner_approached: {
      title: 'Partner approached',
      what:
        'The first official contact: a visit, or an initiative letter of intent. The letter' +
        ' says who you are, why you write to this very city, and what you propose, in' +
        ' particular with regard to humanitarian assistance.',
      whoDecides: 'The mayor, on the ground of the decision on the areas.',
      tips: [
        'Look first for cities like yours in size and tasks, for those with which your people,' +
          ' schools or firms have ties, and for those that have no partner in Ukraine yet.',
        'Write to the mayor and send a copy to the office for international relations;' +
          ' telephone after a week.',
        'Ask for one concrete thing, with a list of needs; “any help” is hard to answer.',
        'The associations of cities of both countries and the embassies help to find and to' +
          ' arrange.',
      ],
    },
    agreement_drafted: {
      title: 'Agreement drafted',
      what:
        'The draft of the agreement, in both languages, together with its explanatory note:' +
        ' what the agreement is for, on what legal ground it stands, what it costs, what it' +
        ' will bring. There is no step forward without the two.',
      whoDecides:
        'Both administrations agree on the text; in Ukraine the council gives its consent to' +
        ' the draft and authorises the mayor to sign.',
      tips: [
        'Law of Ukraine No. 3668-IX of 24 April 2024 “On International Territorial Cooperation' +
          ' of Ukraine” provides that drafts are approved before they are signed. Send the' +
          ' draft with a covering letter to the Ministry for Development of Communities and' +
          ' Territories; as a rule the answer takes 30 days, so ask before you set the day of' +
          ' the ceremony. Mark in this step whether the approval is required.',
        'Leave out what a city may not promise: foreign policy, duties of the state, money' +
          ' that is not in a budget.',
        'Say how aid is handed over, recorded and confirmed, and by whom: quarrels begin where' +
          ' this is missing.',
        'Say on what day the agreement enters into force, for how long, and how it may be' +
          ' suspended or ended.',
        'Have both language versions read against one another by a person who knows both.',
      ],
    },
    letters_prepared: {
      title: 'Letters prepared',
      what:
        'Each city writes its own letter of solidarity. The two letters need not be the same,' +
        ' but each names the other city and what it is ready to do.',
      whoDecides: 'The mayor of each city; where the rules of the city ask for it, the council.',
      tips: [
        'Half a page is enough: whom you write to, that you stand by them, what you will begin' +
          ' with, who is the contact.',
        'Send a draft of yours with the first mail: an answer is written sooner with an' +
          ' example at hand.',
        'A letter of solidarity is no agreement on obligations. Where you need those, choose' +
          ' cooperation.',
      ],
    },
    signed: {
      title: 'Signed',
      what:
        'The agreement is signed by the mayors or by official delegations. From its entry into' +
        ' force on, aid may be sent under it; on the days before it nothing can be dispatched.',
      whoDecides: 'The mayors of both cities, or whom they have authorised.',
      tips: [
        'Record names and offices of those who signed, the place, the day, the day of entry' +
          ' into force, and the term.',
        'It can be signed at two places or at a video conference: then each city signs its' +
          ' copy, and the later day counts.',
        'Keep the signed agreement here as a PDF: customs and auditors will ask for it.',
        'Find out from the ministry about registration: the procedure is laid down by' +
          ' resolution No. 357 of the Cabinet of Ministers of Ukraine of 28 March 2025.',
        'Tell your residents, with a photograph and in plain words. A partnership that nobody' +
          ' knows of dies.',
      ],
    },
    letters_exchanged: {
      title: 'Letters exchanged',
      what:
        'Both signed letters are there: that of your city and that of the partner. Together' +
        ' they stand for the agreement, and aid may be sent from that day on.',
      whoDecides: 'The mayors of both cities.',
      tips: [
        'Each of the two letters is kept here as a document of its city; without both the step' +
          ' is refused.',
        'The day of the step is that of the later letter.',
        'Propose to look at it again in a year: to let it be, or to make an agreement of it.',
      ],
    },
    confirmed: {
      title: 'Confirmed',
      what:
        'A city says that the partnership stands as it is recorded. So both sides see the' +
        ' same, and a tie that came from a public list begins to carry shipments.',
      whoDecides: 'The administration of the city that confirms, from its own papers.',
      tips: [
        'Compare the day and the term with the paper that you hold, not with memory.',
        'If it does not agree, do not confirm: ask the partner to correct the step, or deny it' +
          ' with the reason.',
      ],
    },
    denied: {
      title: 'Denied',
      what:
        'A city says that it has not signed this, or that it no longer stands. The partnership' +
        ' is then shown as claimed by one side and carries no shipments until this is settled.',
      whoDecides: 'The administration of the city that denies.',
      tips: [
        'Write to the partner first: most differences are a mistaken day or a list that' +
          ' somebody copied.',
        'Give the reason in one plain sentence; both cities read it.',
        'Once it is settled, the city that denied confirms, and the days in force are as before.',
      ],
    },
    suspended: {
      title: 'Suspended',
      what:
        'For a time nothing is sent under the agreement: because of a dispute, a check, a' +
        ' change of authorities, or danger. What is on the road arrives and is recorded as' +
        ' ever.',
      whoDecides:
        'The city that suspends, as the agreement provides; the other is told in writing.',
      tips: [
        'Say what must happen for it to be resumed.',
        'The term of the agreement goes on: a pause does not lengthen it.',
      ],
    },
    resumed: {
      title: 'Resumed',
      what: 'The reason of the pause is gone, and aid may be sent again from this day on.',
      whoDecides: 'The city that had suspended, as the agreement provides.',
      tips: ['Check before whether the term has not ended meanwhile.'],
    },
    expired: {
      title: 'Expired',
      what:
        'The term that was agreed is over. Aid under this agreement can be sent no more; what' +
        ' was sent before stays in the books. To go on, a new partnership is begun, or the' +
        ' term is corrected where it was recorded wrongly.',
      whoDecides: 'Nobody: it follows from the term, by itself.',
      tips: [
        'Begin to talk about a new agreement half a year before the end: approval and councils' +
          ' take time.',
        'Look together at what was done: the figures of both cities are in Pobratym.',
      ],
    },
    terminated: {
      title: 'Terminated',
      what:
        'The partnership is ended, with the reason. In 2022 Ukrainian cities ended hundreds of' +
        ' ties with cities of the aggressor state in this way.',
      whoDecides: 'The council of the city that ends it, or both cities together.',
      tips: [
        'Give the true day of the decision, even when you record it late: shipments after that' +
          ' day become a difference that both cities see.',
        'Keep the decision here as a document.',
      ],
    },
  },
  documents: {
    council_decision: 'Decision of the council or the executive committee',
    letter_of_intent: 'Letter of intent',
    draft_agreement: 'Draft of the agreement',
    explanatory_note: 'Explanatory note to the draft',
    ministry_approval: 'Approval of the ministry',
    agreement: 'Signed agreement',
    signed_letter: 'Signed letter of solidarity',
    termination: 'Decision on the end',
    other: 'Another paper',
  },
};
