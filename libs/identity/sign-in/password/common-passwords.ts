/**
 * Passwords, and the words that passwords are made of, which those try first who guess: written
 * out for this project from what is commonly known, under its own licence. All are in lower case
 * and without the digits and signs that people put at the ends: `password-rules.ts` takes those
 * off, reads `4` as `a`, joins what is repeated, and looks for two of these words in one.
 */
const ENGLISH = `
  password passwd passw pass passcode passphrase passme mypassword mypass thepassword nopassword
  newpassword oldpassword changeme change changeit letmein letme openup opensesame sesame open
  secret secrets topsecret mysecret private privacy access accessme login logon signin signup
  welcome welcomeback hello hellothere helloworld goodbye hi hey test testing tester testtest
  testpass testuser temp temporary temppass default guest user username users admin admins
  administrator administration root toor superuser super supervisor manager master system sysadmin
  service support office server computer laptop desktop internet network website webmaster email
  mail mailbox account accounts demo sample example public common simple easy normal standard
  trustno trustnoone trustme nobody somebody anyone everyone someone anything something nothing
  everything whatever whatsup blah blahblah asdf asdfg asdfgh asdfghj asdfghjk asdfghjkl asdasd
  asd qwe qweqwe qweasd qweasdzxc qwer qwert qwerty qwertyu qwertyui qwertyuio qwertyuiop qwertz
  azerty zxc zxcv zxcvb zxcvbn zxcvbnm zaq zaqwsx qaz qazwsx qazwsxedc wsx wsxedc edc rfv tgb yhn
  poiuy poiuyt lkjhg lkjhgf mnbvc mnbvcx mnbvcxz abc abcd abcde abcdef abcdefg abcdefgh xyz aaa bbb
  xxx zzz love loves loved lover lovers loveme loveyou iloveyou iloveu ilove iloveme ilovemyself
  iloveher iloveyoubaby loveislove lovelife lovelove lovely mylove truelove forever foreverlove
  always together sweet sweetie sweetheart sweety honey honeybunny darling dear dearest baby
  babygirl babyboy babe babes cutie cute cutiepie princess prince queen queenie king kingdom kings
  kingkong angel angels angela angelina heaven hell devil demon satan lucifer jesus jesuschrist
  christ christian god godisgood godislove godbless blessed blessing faith hope grace peace
  freedom liberty justice truth spirit holy church bible amen prayer miracle destiny dream
  dreamer dreams magic magical magician wizard witch mystery mystic legend legends hero heroes
  superhero superman superwoman supergirl batman batgirl spiderman ironman wolverine hulk thor
  captain avengers marvel joker robin catwoman deadpool gandalf frodo hobbit matrix neo trinity
  morpheus starwars starwar startrek skywalker jedi yoda vader darthvader anakin luke lukeskywalker
  leia hansolo chewbacca stargate pokemon pikachu charizard digimon naruto sasuke goku vegeta
  dragonball sailormoon mario luigi zelda sonic tetris minecraft roblox fortnite warcraft
  worldofwarcraft starcraft diablo halo doom quake counterstrike counter strike playstation
  nintendo xbox gameboy gamer gamers games game gaming player players playboy winner winners
  winning champion champions champ victory success successful money moneymoney mymoney cash dollar
  dollars million millionaire billion rich gold golden silver diamond diamonds crystal pearl ruby
  emerald platinum bronze iron steel metal metallica nirvana slipknot megadeth ironmaiden acdc
  beatles eminem tupac rihanna beyonce madonna elvis michael jackson michaeljackson music musical
  guitar guitars drummer drums piano bass rock rocks rockstar rocknroll punk metalhead hiphop
  rapper dance dancer dancing singer song songs dj party disco rave
  football footballer soccer baseball basketball softball volleyball handball hockey tennis golf
  golfer golfing cricket rugby boxing boxer karate judo wrestling skater skate skateboard snowboard
  surfing surfer surf swimming swimmer runner running cycling cyclist bike biker motorcycle
  motorbike racing racer racecar sports sport team teamwork coach player goalie striker arsenal
  chelsea liverpool manchester manutd unitedfan juventus barcelona barca realmadrid madrid milan
  inter ronaldo messi beckham zidane neymar lakers celtics bulls yankees redsox cowboys steelers
  packers eagles patriots raiders dolphins giants broncos chargers redskins bears tigers lions
  panthers rangers flyers pirates braves cubs jordan michaeljordan kobe lebron tigerwoods nascar
  ferrari porsche lamborghini bugatti maserati mercedes benz bmw audi volkswagen toyota honda
  nissan mazda subaru suzuki yamaha kawasaki ducati harley harleydavidson davidson ford mustang
  corvette camaro chevy chevrolet dodge viper charger pontiac cadillac jaguar landrover jeep truck
  trucker trucks hummer volvo saab skoda fiat renault peugeot citroen opel lada
  dog dogs doggy doggie doglover puppy puppies puppylove cat cats catlover kitten kittens kitty
  hellokitty pussycat meow lion lioness tiger tigger panther leopard cheetah bear teddybear teddy
  grizzly panda polarbear wolf wolves wolfpack fox foxy rabbit bunny bugsbunny mouse mickeymouse
  mickey minnie donald donaldduck goofy pluto snoopy garfield scooby scoobydoo homer bart simpson
  simpsons bartsimpson southpark cartman kenny shrek nemo simba bambi dumbo winnie winniethepooh
  pooh poohbear tinkerbell cinderella barbie ken hamster horse horses pony unicorn dragon dragons
  dragonfly dragonfire eagle falcon hawk phoenix raven crow owl parrot penguin penguins duck ducks
  chicken rooster turkey monkey monkeys gorilla ape elephant elephants giraffe zebra hippo rhino
  snake cobra python lizard turtle turtles frog froggy kermit fish fishing fisherman shark
  sharks dolphin whale orca octopus spider scorpion butterfly bee bumblebee beetle ladybug ant
  cow cows bull bulldog bulldogs pig piggy sheep goat donkey deer moose buffalo bison squirrel
  flower flowers rose roses rosebud lily daisy tulip orchid sunflower lotus violet jasmine garden
  tree trees forest jungle ocean sea beach island paradise river lake mountain mountains valley
  desert sky skyline sun sunny sunshine sunrise sunset moon moonlight moonshine star stars starlight
  stardust superstar shooting galaxy universe universal world earth planet mars venus jupiter
  saturn mercury uranus neptune cosmos space rocket apollo nasa comet meteor eclipse rain rainbow
  rainbows rainy snow snowball snowflake snowman snowwhite winter spring summer summertime autumn
  fall january february march april may june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday tonight night
  nights midnight morning evening day birthday happybirthday christmas xmas merrychristmas santa
  santaclaus easter halloween newyear happynewyear valentine holiday holidays vacation weekend
  black white red blue green yellow orange purple pink brown grey gray blackcat blackdog blackbird
  blackjack blackhawk blackrose blackberry whitecat whiterose redrose redhead reddog redred bluebird
  bluesky blueblue bluemoon blueeyes greenday greenapple pinkfloyd pinkpink purplerain goldfish
  apple apples banana bananas cherry cherries peach peaches orangejuice lemon lemonade lime melon
  watermelon strawberry strawberries raspberry blueberry grape grapes mango papaya pineapple coconut
  kiwi pear plum fruit fruits potato tomato onion carrot pepper peppers ginger garlic pumpkin cheese
  cheesecake butter bread bacon burger hamburger hotdog pizza pasta spaghetti noodle noodles sushi
  taco tacos burrito sandwich chocolate chocolates candy candyman caramel cookie cookies cake
  cupcake pancake waffle muffin donut icecream vanilla sugar spice spicy salt coffee espresso latte
  tea milk milkshake juice water cocacola coca cola pepsi sprite fanta beer budlight budweiser
  heineken corona guinness vodka whiskey tequila wine champagne smirnoff jackdaniels marlboro camel
  smoke smoking smokey cigarette weed ganja bong stoner legalize
`;

const NAMES = `
  aaron abigail adam adrian agnes aidan alan albert alejandro alex alexander alexandra alexandre
  alexis alfred alice alicia alison allison alyssa amanda amber amelia amy ana anastasia anders
  andre andrea andreas andrei andrew andy angelo angie anita ann anna annabel anne annie anthony
  antoine anton antonio april arthur ashley ashton austin barbara barry beatrice ben benjamin
  bernard bernie beth betty beverly bill billy bob bobby bonnie brad bradley brandon brandy brenda
  brendan brian brianna britney brittany brooke brooklyn bruce bruno bryan buddy buster caitlin
  caleb calvin cameron camilla carina carl carla carlos carmen carol carolina caroline carolyn
  carrie casey cassandra cassie catherine cecilia cesar charlene charles charlie charlotte chase
  chelsey cheryl chester chloe chris chrissy christina christine christopher christy cindy claire
  clara clark claude claudia cody colin connie connor cooper corey courtney craig crystals curtis
  cynthia daisy dakota dale damian damien dan dana daniel daniela daniella danielle danny daphne
  darren dave david davids dawn dean debbie deborah dennis derek derrick desiree diana diane diego
  dominic dominique donna doris dorothy doug douglas duncan dustin dylan eddie edgar edison eduardo
  edward edwin eileen elaine eleanor elena eli elias elijah elisabeth elizabeth ella ellen emily
  emma eric erica erik erika erin ernest esther ethan eugene eva evan evelyn faith felicia felix
  fernando fiona florence frances francesca francesco francis francisco frank frankie franklin fred
  freddie freddy frederick gabriel gabriela gabrielle gary gavin gemma gene geoffrey george georgia
  gerald gerard gina giovanni gloria gordon grace graham grant greg gregory guillermo gustavo
  hailey hannah hans harold harriet harry harrypotter harrison hayley heather hector heidi helen
  helena henry herbert holly howard hugo hunter ian irene iris isaac isabel isabella isabelle ivan
  jack jackie jacob jacqueline jade jake james jamesbond jamie jan jane janet janice jared jason
  javier jay jean jeff jeffrey jenna jennifer jenny jeremy jerome jerry jesse jessica jessie jill
  jim jimmy joan joanna joanne jocelyn joe joel joey johan john johnny johnson jon jonas jonathan
  jose joseph josephine josh joshua joyce juan juanita judith judy julia julian juliana julie
  juliet julius justin justine kaitlyn karen karina karl kate katherine kathleen kathryn kathy
  katie katrina kayla keith kelly kelsey kendra kenneth kevin kim kimberly kirsten klaus kristen
  kristin kristina kurt kyle lance larry laura lauren laurence laurie lawrence leah lee leo leon
  leonard leonardo leslie lewis liam lillian linda lindsay lindsey lisa liz lizzie lloyd logan lola
  lorena lorenzo loretta lori lorraine louis louise lucas lucia lucky lucy luis luisa luka lydia
  lynn mackenzie maddie madeline madison maggie malcolm mandy manuel marc marcel marcia marco marcos
  marcus margaret maria mariah marie marilyn marina marion marisa marissa mark marlene marshall
  martha martin martina marvin mary maryjane mason mathew matilda matt matthew maureen maurice max
  maxim maximus maxwell megan melanie melinda melissa melody mercedes mia michaela michel michele
  michelle miguel mike mikey mildred miles milena miranda mitchell mohamed mohammed molly monica
  monika monique morgan muhammad murphy myrtle nadia nadine nancy naomi natalia natalie natasha
  nathalie nathan nathaniel neil nelson nicholas nick nicky nicola nicolas nicole nigel nikita
  nikki nina noah noel nora norman olga oliver olivia oscar otto owen pablo pamela paola pascal pat
  patrice patricia patrick patty paul paula paulina pauline pedro peggy penelope penny pepe peter
  phil philip phillip pierre polly preston priscilla quentin rachel rafael ralph ramona randy
  raquel raul ray raymond rebecca regina rene renee ricardo richard rick ricky rita rob robbie
  robert roberta roberto robinson rocky rodney rodrigo roger roland roman romeo ronald ronnie rosa
  rosanna rosemary rosie ross roxanne roy rudolf rudy russell rusty ruth ryan sabrina sally sam
  samantha samson samuel sandra sandy sara sarah sasha scott sean sebastian selena serena sergio
  seth shane shannon sharon shaun shawn sheila shelby shelly sherry shirley sidney silvia simon
  simone sophia sophie spencer stacey stacy stanley stefan stefanie stella stephanie stephen steve
  steven stewart stuart sue summer susan susana susanna susie suzanne sylvester sylvia tamara tammy
  tania tanner tanya tara tatiana taylor ted teresa terry thelma theodore theresa thomas tiffany
  tim timothy tina toby todd tom tommy toni tony tracey tracy travis trevor tristan troy tyler
  ursula valerie vanessa vera vernon veronica vicky victor victoria vincent viola violeta virginia
  vivian wallace walter wanda warren wayne wendy wesley whitney will william williams willie willow
  wilson winston xavier yolanda yvette yvonne zachary zoe andersen anderson brown davis evans garcia
  hansen hernandez jensen jones larsen lopez martinez miller moore muller nielsen petersen rodriguez
  schmidt schneider smith taylorswift thompson weber white
`;

const UKRAINIAN_AND_NEAR = `
  пароль мійпароль паролик секрет таємниця привіт привет вхід доступ адмін админ адміністратор
  користувач пользователь тест тестовий тестування йцу йцук йцуке йцукен йцукенг йцукенгш
  йцукенгшщзх фів фіва фівапр фывапролдж фыва фывапр ячсмить ячс любов любовь кохання кохаю люблю
  ялюблютебе ятебелюблю ятебекохаю мама мамочка тато татко папа сонце солнце сонечко солнышко
  зайка зайчик кішка котик кицька кошка кіт собака дракон ангел янгол україна украина славаукраїні
  слава героямслава українець козак козаки київ киев львів львов харків харьков одеса одесса дніпро
  днепр полтава суми чернігів черкаси житомир вінниця хмельницький тернопіль рівне луцьк ужгород
  чернівці миколаїв херсон запоріжжя маріуполь донецьк луганськ крим севастополь шевченко франко
  бандера перемога победа воля свобода мир війна життя щастя надія віра зима весна літо осінь січень
  лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень понеділок
  вівторок середа четвер пятниця субота неділя наталія наталя наташа олена елена оля ольга ірина
  ирина оксана світлана тетяна татьяна юлія юля марія маша анна аня катерина катя настя анастасія
  людмила галина надія вікторія діана дарина софія іван ваня олександр саша сергій сергей андрій
  андрей дмитро дима микола коля володимир вова василь петро юрій віктор максим богдан тарас ігор
  игорь олег роман ярослав назар артем денис михайло степан павло євген руслан вадим анатолій
  динамо шахтар шахтёр футбол чемпіон місто громада рада допомога гуманітарна побратими
  parol moyparol miyparol sekret privet pryvit admin dostup gfhjkm ghbdtn ghbdsn kjdtim yfnfif
  cjkysirj vfvf gfgf k.,jdm vfrcbv fylhtq cthutq ljcneg flvby ntcn erhfbyf rbtd rbsd kmdsd lbyfvj
  lyuba liubov lubov kohannya kokhannia kohayu lublu yalublutebya mama mamochka papa tato sonce
  sontse solnce solnyshko zayka zaika kotik kotyk koshka sobaka drakon ukraina ukraine ukrayina
  ukrainian ukrainka slavaukraini slavaukraine slavaukrayini heroyamslava geroyamslava herojamslava
  kozak kozaki cossack kyiv kiev kyivukraine lviv lvov kharkiv kharkov odesa odessa dnipro dnepr
  poltava sumy chernihiv cherkasy zhytomyr vinnytsia khmelnytskyi ternopil rivne lutsk uzhhorod
  chernivtsi mykolaiv kherson zaporizhzhia mariupol donetsk luhansk krym crimea sevastopol
  drohobych shevchenko franko bandera peremoha peremoga pobeda volia svoboda zhyttia schastya
  nadiya natalia natalya natasha olena yelena olya oksana svitlana svetlana tetiana tatyana yulia
  yuliya julija iryna irina mariya masha anya kateryna katya nastya anastasiya liudmyla ludmila
  halyna galina viktoria viktoriya daryna sofia sofiya vanya oleksandr aleksandr sasha serhii serhiy
  sergey sergei andriy andrii dmytro dmitry dima mykola kolya nikolay volodymyr vladimir vova vasyl
  petro yuriy viktor maksym bohdan bogdan taras ihor igor oleh oleg yaroslav nazar artem denys
  mykhailo mikhail stepan pavlo yevhen evgeny ruslan vadym vadim anatoliy dynamo dinamo shakhtar
  shakhtyor spartak zenit lokomotiv cska rossiya russia moskva moscow misto hromada rada
  dopomoha pobratymy pobratim
  haslo mojehaslo kochamcie kochamciebie kocham milosc polska poland warszawa krakow gdansk wroclaw
  poznan lodz bytom rzeszow lublin agnieszka ania aniolek anna asia bartek basia damian dawid dorota
  ewa gosia grzegorz jacek jakub janek joanna kacper kamil karol karolina kasia kasiunia katarzyna
  krzysztof kuba kubus lukasz maciek magda magdalena malgorzata marcin marek mariusz marta martyna
  mateusz michal milosz misiek misiaczek misia monika natalia ola patrycja pawel piotr piotrek
  przemek rafal robert sebastian slonko slonce sylwia szymon tomasz tomek wiktoria wojtek zuzanna
  zosia legia lech wisla zaqxsw dupa kurwa myszka mysza kotek kotku piesek
  passwort kennwort geheim hallo hallohallo hallowelt willkommen schatz schatzi liebe ichliebedich
  ichliebe mausi maus hase hasi sonne sonnenschein blume schmetterling fussball deutschland germany
  berlin hamburg munchen muenchen koeln koln frankfurt bayern bayernmunchen dortmund borussia schalke
  werder sommer winter fruhling herbst juni juli oktober dezember ficken arschloch
  motdepasse bonjour soleil jetaime amour chouchou doudou coucou france paris marseille lyon
  contrasena contrasenya hola tequiero teamo amor corazon estrella espana spain madridista mexico
  argentina ciao ciaociao amore amoremio tiamo juve napoli roma italia italy password
  wachtwoord welkom geheimpje nederland amsterdam ajax feyenoord heslo tajneheslo praha sparta slavia
  slovensko bratislava jelszo budapest magyar hungary parola bucuresti romania slaptazodis vilnius
  lietuva lithuania parole riga latvija latvia parool tallinn eesti estonia losenord losen sverige
  sweden stockholm passord norge norway oslo salasana suomi finland helsinki kodeord danmark denmark
  london england britain english scotland ireland wales america american usa newyork losangeles
  lasvegas vegas chicago boston dallas texas houston miami florida california sanfrancisco hawaii
  canada canadian toronto australia sydney melbourne japan tokyo china beijing shanghai hongkong
  korea india indian bombay mumbai brazil brasil portugal lisbon greece athens turkey istanbul
  galatasaray fenerbahce besiktas israel egypt africa
`;

const OTHERS = `
  google googleit gmail yahoo hotmail outlook facebook twitter instagram youtube tiktok linkedin
  myspace whatsapp telegram viber skype snapchat netflix spotify amazon ebay paypal microsoft windows
  office excel apple iphone ipad ipod macbook android samsung galaxy nokia motorola blackberry huawei
  sony panasonic toshiba dell lenovo asus acer intel amd nvidia linux ubuntu debian fedora redhat
  unix oracle mysql postgres postgresql database mongodb redis docker kubernetes jenkins github
  gitlab adobe photoshop wordpress joomla drupal magento cisco netgear linksys router wifi wireless
  modem printer cisco firewall security secure secured protect protected safe safety lock locked
  unlock key keys keyboard monitor mouse screen mobile phone telephone camera photo photos picture
  video movie movies film cinema television radio newspaper magazine book books library school
  schools student students teacher teachers college university academy class classroom homework
  science physics chemistry biology history geography mathematics maths english spanish french
  german business company corporate finance financial bank banking banker banks market marketing
  sales director president minister mayor city council cityhall hall municipality government
  police policeman officer soldier army navy marine marines airforce military sergeant general
  colonel commander sniper shooter gunner gun guns pistol rifle bullet bullets weapon bomb bomber
  grenade tank tanks pilot airplane aircraft helicopter plane flight flyer airport boeing airbus
  doctor nurse hospital medical medicine dentist lawyer engineer engineering builder carpenter
  driver mechanic farmer farming cook chef baker waiter hunter hunting fighter fighting fight
  killer kill killme killall murder death dead deadman die danger dangerous darkness dark darkside
  darkangel shadow shadows ghost ghosts vampire vampires zombie zombies werewolf monster monsters
  alien aliens predator terminator robot robots robotech android cyborg ninja ninjas samurai warrior
  warriors knight knights viking vikings spartan gladiator barbarian pirate assassin assassins
  creed thief bandit gangster gangsta mafia godfather scarface tonymontana outlaw rebel rebels
  cowboy cowgirl indian mustangs maverick ranger texas trooper trigger thunder thunderbird lightning
  storm stormy hurricane tornado typhoon tsunami volcano earthquake fire fireball firefly fireman
  firefighter fireworks flame flames inferno hot hotgirl hotboy hotstuff cold cool coolman coolio
  coolguy coolgirl ice iceman iceberg frozen freeze breeze wind windy cloud clouds cloudy
  happy happiness happyday happylife smile smiley smiles laugh laughing funny fun funfun funtime joy
  joyful crazy crazyman insane psycho maniac mad madness madman freak freaky weird stupid idiot dumb
  loser hate hateyou ihateyou sad sadness lonely alone broken brokenheart heart hearts heartbreak
  heartless tears crying cry kiss kisses kissme kissmyass kisskiss hug hugs sexy sex sexsex sexyboy
  sexygirl sexylady sexymama hottie fuck fucker fuckers fucking fuckme fuckoff fuckyou fuckit fuckthis
  motherfucker shit shithead bullshit bitch bitches asshole ass bastard cunt dick dickhead penis
  pussy porn porno boobs boobies tits nipple cock slut whore horny naked
  family myfamily mother mom mommy mum mummy mymom father dad daddy mydad brother brothers sister
  sisters son daughter uncle aunt grandma grandpa grandmother grandfather husband wife friend
  friends friendship bestfriend bestfriends bff myfriend boyfriend girlfriend boy boys girl girls
  girly man men woman women lady ladies guy guys gentleman child children kid kids people person
  number numbers numberone number1 first second third last one two three four five six seven eight
  nine ten eleven twelve onetwo onetwothree hundred thousand zero double single triple alpha beta
  gamma delta omega sigma bravo charlie echo foxtrot golf hotel india juliet kilo lima mike
  november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu
  homes house home homesweethome sweethome mansion castle tower bridge street road highway avenue
  village town country nation national international global local united kingdomcome empire imperial
  royal royalty noble duke baron count lord lords master masters mastermind masterkey overlord
  power powers powerful powerman mega ultra ultimate extreme maximum turbo nitro speed speedy fast
  faster fastfurious furious quick quickly slow strong stronger strength bigboy bigman bigdog bigdaddy
  bigmac big small little littleone tiny mini giant huge great greatest best better good goodluck
  goodgirl goodboy goodman goodday nice nicegirl fine perfect awesome amazing wonderful fantastic
  beautiful beauty pretty gorgeous handsome fabulous glamour fashion style stylish classic vintage
  modern original special unique new old young forever21 forgotten forget forgetit remember
  rememberme memory memories goodtimes time times timeless life lifeisgood mylife liveyourlife live
  living alive survivor survive believe believer achieve impossible possible positive negative
  thankyou thanks please sorry excuse yes yesyes nono never nevermind neverever nevergiveup maybe
  okay okok ohyeah yeah yeahyeah wow omg lol lolol haha hahaha hehe rofl
  pretzel pickle pickles peanut peanuts peanutbutter nuts cashew almond muffin crackers popcorn
  chips dorito sausage meatball meat steak chickenwing barbecue bbq shrimp lobster crab salmon tuna
  platypus kangaroo koala hedgehog otter beaver badger weasel ferret skunk raccoon coyote cougar
  jackal hyena mongoose camel llama alpaca ostrich flamingo pelican seagull swan goose pigeon
  sparrow bluejay cardinal canary hummingbird woodpecker firebird thunderbolt nighthawk skyhawk
  blackhole whitehouse redbull redwings bluebell greenhouse goldeneye silverado ironhorse steelers
  sandman superfly supernova supersonic superpass supersecret megaman mastercard visa
  humanitarian aid relief charity donation donate volunteer volunteers refugee refugees partner
  partners partnership twincity twincities sistercity sistercities logistics warehouse transport
  coordinator researcher steward delivery shipment report statistics
`;

export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  [ENGLISH, NAMES, UKRAINIAN_AND_NEAR, OTHERS].join(' ').trim().split(/\s+/),
);
