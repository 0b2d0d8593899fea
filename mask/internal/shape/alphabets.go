package shape

// An alphabet is characters that stand for each other: letters of one script,
// case or digits, which take as many bytes in UTF-8, and as many characters and
// bytes when an accent is written apart, so that a normal form stays one. They
// are those that PostgreSQL's lower() and upper() turn into each other one by one;
// letters that it does not (ß, ı, İ, ſ, final sigma, titles as ǅ) are in none, and
// stay.
//
// These tables are this program's, whatever package unicode learns, for what
// comes out must not change. Letters of common use and of one encoding (Latin-1,
// Latin-2, KOI8-R, ISO 8859-7) stand apart from their rarer kin.
type alphabet struct {
	small, capital string // letters with case, in the same order
	spans          string // letters without case: the first and last of each row
}

var alphabets = [...]alphabet{
	{small: "ªº"},
	{small: "àáâãäåçèéêëìíîïñòóôõöùúûüý", capital: "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ"},
	{small: "æðøþ", capital: "ÆÐØÞ"},
	{small: "āĉċēĕėĝğġģĥĩīĭįĵķļņōŏŗŝũūŭųŵŷ", capital: "ĀĈĊĒĔĖĜĞĠĢĤĨĪĬĮĴĶĻŅŌŎŖŜŨŪŬŲŴŶ"},
	{small: "ăąćčďęěĺľńňőŕřśşšţťůűźżž", capital: "ĂĄĆČĎĘĚĹĽŃŇŐŔŘŚŞŠŢŤŮŰŹŻŽ"},
	{small: "đł", capital: "ĐŁ"},
	{small: "ħŋœŧ", capital: "ĦŊŒŦ"},
	{small: "ĳŀ", capital: "ĲĿ"},
	{small: "ƀƃƅƈƌƒƕƙƚƞƣƥƨƭƴƶƹƽƿǝǥȝȣȥȼɂɇɉɋɍɏ", capital: "ɃƂƄƇƋƑǶƘȽȠƢƤƧƬƳƵƸƼǷƎǤȜȢȤȻɁɆɈɊɌɎ"},
	{small: "ƍƛƪƫƺƾȡȴȵȶȷȸȹ"},
	{small: "ơưǎǐǒǔǧǩǫǵǹȁȃȅȇȉȋȍȏȑȓȕȗșțȟȧȩȯȳ", capital: "ƠƯǍǏǑǓǦǨǪǴǸȀȂȄȆȈȊȌȎȐȒȔȖȘȚȞȦȨȮȲ"},
	{small: "ǣǯǽǿ", capital: "ǢǮǼǾ"},
	// Latin
	{spans: "ƻƻǀǃ"},
	{small: "ǆǉǌǳ", capital: "ǄǇǊǱ"},
	{small: "ǖǘǚǜǟǡǭǻȫȭȱ", capital: "ǕǗǙǛǞǠǬǺȪȬȰ"},
	{small: "ɓɔɖɗəɛɠɣɨɩɯɲɵʀʃʈʉʊʋʌʒ", capital: "ƁƆƉƊƏƐƓƔƗƖƜƝƟƦƩƮɄƱƲɅƷ"},
	{spans: "ɕɕɘɘɚɚɝɟɢɢɤɤɧɧɭɮɰɰɳɴɶɼɾɿʁʁʄʆʍʑʓʓʕʜʟʯ"},
	{small: "ͱͳͷͻͼͽϗϙϛϝϟϡϳϸϻ", capital: "ͰͲͶϽϾϿϏϘϚϜϞϠͿϷϺ"},
	{small: "ΐΰ"},
	{small: "άέήίϊϋόύώ", capital: "ΆΈΉΊΪΫΌΎΏ"},
	{small: "αβγδεζηθικλμνξοπρστυφχψω", capital: "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"},
	// Greek
	{spans: "ϓϔ"},
	{small: "ϣϥϧϩϫϭϯ", capital: "ϢϤϦϨϪϬϮ"},
	{small: "абвгдежзиклмнопрстуфхцчшщъыьэюя", capital: "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"},
	{small: "йё", capital: "ЙЁ"},
	{small: "ѐѓїќѝў", capital: "ЀЃЇЌЍЎ"},
	{small: "ђєѕіјљњћџ", capital: "ЂЄЅІЈЉЊЋЏ"},
	{small: "ѡѣѥѧѩѫѭѯѱѳѵѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӄӆӈӊӌӎӏӕәӡөӷӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯ", capital: "ѠѢѤѦѨѪѬѮѰѲѴѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӃӅӇӉӋӍӀӔӘӠӨӶӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮ"},
	{small: "ѷӂӑӓӗӛӝӟӣӥӧӫӭӯӱӳӵӹ", capital: "ѶӁӐӒӖӚӜӞӢӤӦӪӬӮӰӲӴӸ"},
	{small: "ՠֈ"},
	{small: "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ", capital: "ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖ"},
	// Hebrew
	{spans: "את"},
	{spans: "ׯײ"},
	// Arabic
	{spans: "ؠؠٮٯەەۮۯۺۼۿۿݐݿ"},
	{spans: "ءءاؿفي"},
	{spans: "آئ"},
	// Digits
	{spans: "٠٩"},
	// Arabic
	{spans: "ٱٴٹڿہہۃے"},
	{spans: "ٵٸ"},
	{small: "ۀۂۓ"},
	// Digits
	{spans: "۰۹"},
	// Syriac
	{spans: "ܐܐܒܯݍݏ"},
	// Thaana
	{spans: "ހޥޱޱ"},
	// Digits
	{spans: "߀߉"},
	// Nko
	{spans: "ߊߪ"},
	// Samaritan
	{spans: "ࠀࠕ"},
	// Mandaic
	{spans: "ࡀࡘ"},
	// Syriac
	{spans: "ࡠࡪ"},
	// Arabic
	{spans: "ࡰࢇࢉࢎࢠࣈﹳﹳ"},
	// Devanagari
	{spans: "ऄऄऽऽॐॐॠॡॲॿꣲꣷꣻꣻꣽꣾ"},
	{spans: "अनपरलळवह"},
	{small: "ऩऱऴ"},
	{spans: "क़य़"},
	// Digits
	{spans: "०९"},
	// Bengali
	{spans: "ঀঀঅঌএঐওনপরললশহঽঽৎৎৠৡৰৱৼৼ"},
	{small: "ড়ঢ়য়"},
	// Digits
	{spans: "০৯"},
	// Gurmukhi
	{spans: "ਅਊਏਐਓਨਪਰਲਲਵਵਸਹੜੜੲੴ"},
	{small: "ਲ਼ਸ਼ਖ਼ਗ਼ਜ਼ਫ਼"},
	// Digits
	{spans: "੦੯"},
	// Gujarati
	{spans: "અઍએઑઓનપરલળવહઽઽૐૐૠૡૹૹ"},
	// Digits
	{spans: "૦૯"},
	// Oriya
	{spans: "ଅଌଏଐଓନପରଲଳଵହଽଽୟୡୱୱ"},
	{spans: "ଡ଼ଢ଼"},
	// Digits
	{spans: "୦୯"},
	// Tamil
	{spans: "ஃஃஅஊஎஐஒஓககஙசஜஜஞடணதநபமஹௐௐ"},
	// Digits
	{spans: "௦௯"},
	// Telugu
	{spans: "అఌఎఐఒనపహఽఽౘౚౝౝౠౡ"},
	// Digits
	{spans: "౦౯"},
	// Kannada
	{spans: "ಀಀಅಌಎಐಒನಪಳವಹಽಽೝೞೠೡೱೲ"},
	// Digits
	{spans: "೦೯"},
	// Malayalam
	{spans: "ഄഌഎഐഒഺഽഽൎൎൔൖൟൡൺൿ"},
	// Digits
	{spans: "൦൯"},
	// Sinhala
	{spans: "අඖකනඳරලලවෆ"},
	// Digits
	{spans: "෦෯"},
	// Thai
	{spans: "กฮ"},
	{spans: "ฯะาาเๅ"},
	// Digits
	{spans: "๐๙"},
	// Lao
	{spans: "ກຂຄຄຆຊຌຣລລວະາາຽຽເໄໞໟ"},
	{small: "ຳໜໝ"},
	// Digits
	{spans: "໐໙"},
	// Tibetan
	{spans: "ༀༀཀགངཇཉཌཎདནབམཛཝཨཪཬྈྌ"},
	// Digits
	{spans: "༠༩"},
	{small: "གྷཌྷདྷབྷཛྷཀྵ"},
	// Myanmar
	{spans: "ကဥဧဪဿဿၐၕၚၝၡၡၥၦၮၰၵႁႎႎꧠꧤꧧꧯꧺꧾꩠꩯꩱꩶꩺꩺꩾꩿ"},
	// Digits
	{spans: "၀၉"},
	{spans: "႐႙"},
	{small: "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", capital: "ᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚᲛᲜᲝᲞᲟᲠᲡᲢᲣᲤᲥᲦᲧᲨᲩᲪᲫᲬᲭᲮᲯᲰ"},
	{small: "ჱჲჳჴჵჶჷჸჹჺჽჾჿⴀⴁⴂⴃⴄⴅⴆⴇⴈⴉⴊⴋⴌⴍⴎⴏⴐⴑⴒⴓⴔⴕⴖⴗⴘⴙⴚⴛⴜⴝⴞⴟⴠⴡⴢⴣⴤⴥⴧⴭ", capital: "ᲱᲲᲳᲴᲵᲶᲷᲸᲹᲺᲽᲾᲿႠႡႢႣႤႥႦႧႨႩႪႫႬႭႮႯႰႱႲႳႴႵႶႷႸႹႺႻႼႽႾႿჀჁჂჃჄჅჇჍ"},
	// Hangul
	{spans: "ᄀᄒ"},
	{spans: "ᄓᅠ"},
	{spans: "ᅡᅵ"},
	{spans: "ᅶᆧ"},
	{spans: "ᆨᇂ"},
	{spans: "ᇃᇿ"},
	// Ethiopic
	{spans: "ሀቈቊቍቐቖቘቘቚቝበኈኊኍነኰኲኵኸኾዀዀዂዅወዖዘጐጒጕጘፚᎀᎏⶀⶖⶠⶦⶨⶮⶰⶶⶸⶾⷀⷆⷈⷎⷐⷖⷘⷞꬁꬆꬉꬎꬑꬖꬠꬦꬨꬮ"},
	{small: "ᏸᏹᏺᏻᏼᏽꭰꭱꭲꭳꭴꭵꭶꭷꭸꭹꭺꭻꭼꭽꭾꭿꮀꮁꮂꮃꮄꮅꮆꮇꮈꮉꮊꮋꮌꮍꮎꮏꮐꮑꮒꮓꮔꮕꮖꮗꮘꮙꮚꮛꮜꮝꮞꮟꮠꮡꮢꮣꮤꮥꮦꮧꮨꮩꮪꮫꮬꮭꮮꮯꮰꮱꮲꮳꮴꮵꮶꮷꮸꮹꮺꮻꮼꮽꮾꮿ", capital: "ᏰᏱᏲᏳᏴᏵᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩᎪᎫᎬᎭᎮᎯᎰᎱᎲᎳᎴᎵᎶᎷᎸᎹᎺᎻᎼᎽᎾᎿᏀᏁᏂᏃᏄᏅᏆᏇᏈᏉᏊᏋᏌᏍᏎᏏᏐᏑᏒᏓᏔᏕᏖᏗᏘᏙᏚᏛᏜᏝᏞᏟᏠᏡᏢᏣᏤᏥᏦᏧᏨᏩᏪᏫᏬᏭᏮᏯ"},
	// Canadian_Aboriginal
	{spans: "ᐁᙬᙯᙿᢰᣵ"},
	// Ogham
	{spans: "ᚁᚚ"},
	// Runic
	{spans: "ᚠᛪᛱᛸ"},
	// Tagalog
	{spans: "ᜀᜑᜟᜟ"},
	// Hanunoo
	{spans: "ᜠᜱ"},
	// Buhid
	{spans: "ᝀᝑ"},
	// Tagbanwa
	{spans: "ᝠᝬᝮᝰ"},
	// Khmer
	{spans: "កឳៜៜ"},
	// Digits
	{spans: "០៩"},
	{spans: "᠐᠙"},
	// Mongolian
	{spans: "ᠠᡂᡄᡸᢀᢄᢇᢨᢪᢪ"},
	// Limbu
	{spans: "ᤀᤞ"},
	// Digits
	{spans: "᥆᥏"},
	// Tai_Le
	{spans: "ᥐᥭᥰᥴ"},
	// New_Tai_Lue
	{spans: "ᦀᦫᦰᧉ"},
	// Digits
	{spans: "᧐᧙"},
	// Buginese
	{spans: "ᨀᨖ"},
	// Tai_Tham
	{spans: "ᨠᩔ"},
	// Digits
	{spans: "᪀᪉"},
	{spans: "᪐᪙"},
	// Balinese
	{spans: "ᬅᬅᬇᬇᬉᬉᬋᬋᬍᬍᬏᬑᬓᬳᭅᭌ"},
	{small: "ᬆᬈᬊᬌᬎᬒ"},
	// Digits
	{spans: "᭐᭙"},
	// Sundanese
	{spans: "ᮃᮠᮮᮯᮺᮿ"},
	// Digits
	{spans: "᮰᮹"},
	// Batak
	{spans: "ᯀᯥ"},
	// Lepcha
	{spans: "ᰀᰣᱍᱏ"},
	// Digits
	{spans: "᱀᱉"},
	{spans: "᱐᱙"},
	// Ol_Chiki
	{spans: "ᱚᱷ"},
	// Common
	{spans: "ᳩᳬᳮᳳᳵᳶᳺᳺ〆〆〼〼"},
	// Latin
	{spans: "ᴀᴥᵫᵷᵺᵼᵾᶍᶏᶚẜẝẟẟⱱⱱⱴⱴⱷⱻꜰꜱꝱꝸꞎꞎꞕꞕꞯꞯꟓꟓꟕꟕꟺꟺꬰꭒꭔꭚꭠꭤꭦꭨ"},
	// Greek
	{spans: "ᴦᴪꭥꭥ"},
	{small: "ᵹᵽᶎỻỽỿⅎↄⱡⱨⱪⱬⱳⱶꜣꜥꜧꜩꜫꜭꜯꜳꜵꜷꜹꜻꜽꜿꝁꝃꝅꝇꝉꝋꝍꝏꝑꝓꝕꝗꝙꝛꝝꝟꝡꝣꝥꝧꝩꝫꝭꝯꝺꝼꝿꞁꞃꞅꞇꞌꞑꞓꞔꞗꞙꞛꞝꞟꞡꞣꞥꞧꞩꞵꞷꞹꞻꞽꞿꟁꟃꟈꟊꟑꟗꟙꟶꭓ", capital: "ꝽⱣꟆỺỼỾℲↃⱠⱧⱩⱫⱲⱵꜢꜤꜦꜨꜪꜬꜮꜲꜴꜶꜸꜺꜼꜾꝀꝂꝄꝆꝈꝊꝌꝎꝐꝒꝔꝖꝘꝚꝜꝞꝠꝢꝤꝦꝨꝪꝬꝮꝹꝻꝾꞀꞂꞄꞆꞋꞐꞒꟄꞖꞘꞚꞜꞞꞠꞢꞤꞦꞨꞴꞶꞸꞺꞼꞾꟀꟂꟇꟉꟐꟖꟘꟵꞳ"},
	{small: "ḁḃḅḇḋḍḏḑḓḙḛḟḡḣḥḧḩḫḭḱḳḵḷḻḽḿṁṃṅṇṉṋṕṗṙṛṟṡṣṫṭṯṱṳṵṷṽṿẁẃẅẇẉẋẍẏẑẓẕạảẹẻẽỉịọỏụủỳỵỷỹ", capital: "ḀḂḄḆḊḌḎḐḒḘḚḞḠḢḤḦḨḪḬḰḲḴḶḺḼḾṀṂṄṆṈṊṔṖṘṚṞṠṢṪṬṮṰṲṴṶṼṾẀẂẄẆẈẊẌẎẐẒẔẠẢẸẺẼỈỊỌỎỤỦỲỴỶỸ"},
	{small: "ḉḕḗḝḯḹṍṏṑṓṝṥṧṩṹṻấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự", capital: "ḈḔḖḜḮḸṌṎṐṒṜṤṦṨṸṺẤẦẨẪẬẮẰẲẴẶẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰ"},
	// Latin
	{spans: "ẖẙ"},
	{spans: "ẚẚﬀﬆ"},
	{small: "ἀἁἐἑἠἡἰἱὀὁὑὠὡὰὲὴὶὸὺὼᾰᾱᾳῃῐῑῠῡῥῳ", capital: "ἈἉἘἙἨἩἸἹὈὉὙὨὩᾺῈῊῚῸῪῺᾸᾹᾼῌῘῙῨῩῬῼ"},
	{small: "ἂἃἄἅἆἇἒἓἔἕἢἣἤἥἦἧἲἳἴἵἶἷὂὃὄὅὓὕὗὢὣὤὥὦὧᾀᾁᾐᾑᾠᾡ", capital: "ἊἋἌἍἎἏἚἛἜἝἪἫἬἭἮἯἺἻἼἽἾἿὊὋὌὍὛὝὟὪὫὬὭὮὯᾈᾉᾘᾙᾨᾩ"},
	{small: "ὐᾶῆῖῤῦῶ"},
	{small: "ὒὔὖᾲᾴᾷῂῄῇῒῗῢῧῲῴῷ"},
	{small: "άέήίόύώ", capital: "ΆΈΉΊΌΎΏ"},
	{small: "ᾂᾃᾄᾅᾆᾇᾒᾓᾔᾕᾖᾗᾢᾣᾤᾥᾦᾧ", capital: "ᾊᾋᾌᾍᾎᾏᾚᾛᾜᾝᾞᾟᾪᾫᾬᾭᾮᾯ"},
	{small: "ΐΰ"},
	{small: "ℂℇℋℌℍℐℑℒℕℙℚℛℜℝℤℨℬℭℰℱℳℾℿⅅ"},
	{small: "ℊℎℏℓℯℴℹℼℽⅆⅇⅈⅉ"},
	// Common
	{spans: "ℵℸ"},
	{small: "ⰰⰱⰲⰳⰴⰵⰶⰷⰸⰹⰺⰻⰼⰽⰾⰿⱀⱁⱂⱃⱄⱅⱆⱇⱈⱉⱊⱋⱌⱍⱎⱏⱐⱑⱒⱓⱔⱕⱖⱗⱘⱙⱚⱛⱜⱝⱞⱟ", capital: "ⰀⰁⰂⰃⰄⰅⰆⰇⰈⰉⰊⰋⰌⰍⰎⰏⰐⰑⰒⰓⰔⰕⰖⰗⰘⰙⰚⰛⰜⰝⰞⰟⰠⰡⰢⰣⰤⰥⰦⰧⰨⰩⰪⰫⰬⰭⰮⰯ"},
	{small: "ⲁⲃⲅⲇⲉⲋⲍⲏⲑⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲯⲱⲳⲵⲷⲹⲻⲽⲿⳁⳃⳅⳇⳉⳋⳍⳏⳑⳓⳕⳗⳙⳛⳝⳟⳡⳣⳬⳮⳳ", capital: "ⲀⲂⲄⲆⲈⲊⲌⲎⲐⲒⲔⲖⲘⲚⲜⲞⲠⲢⲤⲦⲨⲪⲬⲮⲰⲲⲴⲶⲸⲺⲼⲾⳀⳂⳄⳆⳈⳊⳌⳎⳐⳒⳔⳖⳘⳚⳜⳞⳠⳢⳫⳭⳲ"},
	// Tifinagh
	{spans: "ⴰⵧ"},
	// Hiragana
	{spans: "ぁかききくくけけここささししすすせせそそたたちちっつててととなはひひふふへへほほまんゕゖ"},
	{small: "がぎぐげござじずぜぞだぢづでどばぱびぴぶぷべぺぼぽゔ"},
	// Katakana
	{spans: "ァカキキククケケココササシシススセセソソタタチチッツテテトトナハヒヒフフヘヘホホマンヵヶㇰㇿ"},
	{small: "ガギグゲゴザジズゼゾダヂヅデドバパビピブプベペボポヴヷヸヹヺ"},
	{spans: "ヿヿｦｯｱﾝ"},
	// Bopomofo
	{spans: "ㄅㄯㆠㆿ"},
	// Hangul
	{spans: "ㄱㆎﾠﾾￂￇￊￏￒￗￚￜ"},
	// Han
	{spans: "㐀䶿﨎﨏﨑﨑﨓﨔﨟﨟﨡﨡﨣﨤﨧﨩"},
	{spans: "一鿿"},
	// Yi
	{spans: "ꀀꀔꀖꒌ"},
	// Lisu
	{spans: "ꓐꓷ"},
	// Vai
	{spans: "ꔀꘋꘐꘟꘪꘫ"},
	// Digits
	{spans: "꘠꘩"},
	{small: "ꙁꙃꙅꙇꙉꙋꙍꙏꙑꙓꙕꙗꙙꙛꙝꙟꙡꙣꙥꙧꙩꙫꙭꚁꚃꚅꚇꚉꚋꚍꚏꚑꚓꚕꚗꚙꚛ", capital: "ꙀꙂꙄꙆꙈꙊꙌꙎꙐꙒꙔꙖꙘꙚꙜꙞꙠꙢꙤꙦꙨꙪꙬꚀꚂꚄꚆꚈꚊꚌꚎꚐꚒꚔꚖꚘꚚ"},
	// Bamum
	{spans: "ꚠꛥ"},
	// Latin
	{spans: "ꞏꞏꟷꟷꟻꟿ"},
	// Syloti_Nagri
	{spans: "ꠀꠁꠃꠅꠇꠊꠌꠢ"},
	// Phags_Pa
	{spans: "ꡀꡳ"},
	// Saurashtra
	{spans: "ꢂꢳ"},
	// Digits
	{spans: "꣐꣙"},
	{spans: "꤀꤉"},
	// Kayah_Li
	{spans: "ꤊꤥ"},
	// Rejang
	{spans: "ꤰꥆ"},
	// Hangul
	{spans: "ꥠꥼힰퟆퟋퟻ"},
	// Javanese
	{spans: "ꦄꦲ"},
	// Digits
	{spans: "꧐꧙"},
	{spans: "꧰꧹"},
	// Cham
	{spans: "ꨀꨨꩀꩂꩄꩋ"},
	// Digits
	{spans: "꩐꩙"},
	// Tai_Viet
	{spans: "ꪀꪯꪱꪱꪵꪶꪹꪽꫀꫀꫂꫂꫛꫜ"},
	// Meetei_Mayek
	{spans: "ꫠꫪꫲꫲꯀꯢ"},
	// Digits
	{spans: "꯰꯹"},
	// Han
	{spans: "豈嗀塚塚晴晴凞羽蘒蘒諸諸逸都飯舘並龎"},
	// Armenian
	{spans: "ﬓﬗ"},
	// Hebrew
	{spans: "יִיִײַײַשׁשׂאַזּטּלּמּמּנּסּףּפּצּפֿ"},
	{spans: "ﬠﬨﭏﭏ"},
	{spans: "שּׁשּׂ"},
	// Arabic
	{spans: "ﭐﮱﯓﴽﵐﶏﶒﷇﷰﷻﹰﹲﹴﹴﹶﻼ"},
	// Digits
	{spans: "０９"},
	{small: "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ", capital: "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"},
	// Linear_B
	{spans: "𐀀𐀋𐀍𐀦𐀨𐀺𐀼𐀽𐀿𐁍𐁐𐁝𐂀𐃺"},
	// Lycian
	{spans: "𐊀𐊜"},
	// Carian
	{spans: "𐊠𐋐"},
	// Old_Italic
	{spans: "𐌀𐌟𐌭𐌯"},
	// Gothic
	{spans: "𐌰𐍀𐍂𐍉"},
	// Old_Permic
	{spans: "𐍐𐍵"},
	// Ugaritic
	{spans: "𐎀𐎝"},
	// Old_Persian
	{spans: "𐎠𐏃𐏈𐏏"},
	{small: "𐐨𐐩𐐪𐐫𐐬𐐭𐐮𐐯𐐰𐐱𐐲𐐳𐐴𐐵𐐶𐐷𐐸𐐹𐐺𐐻𐐼𐐽𐐾𐐿𐑀𐑁𐑂𐑃𐑄𐑅𐑆𐑇𐑈𐑉𐑊𐑋𐑌𐑍𐑎𐑏", capital: "𐐀𐐁𐐂𐐃𐐄𐐅𐐆𐐇𐐈𐐉𐐊𐐋𐐌𐐍𐐎𐐏𐐐𐐑𐐒𐐓𐐔𐐕𐐖𐐗𐐘𐐙𐐚𐐛𐐜𐐝𐐞𐐟𐐠𐐡𐐢𐐣𐐤𐐥𐐦𐐧"},
	// Shavian
	{spans: "𐑐𐑿"},
	// Osmanya
	{spans: "𐒀𐒝"},
	// Digits
	{spans: "𐒠𐒩"},
	{small: "𐓘𐓙𐓚𐓛𐓜𐓝𐓞𐓟𐓠𐓡𐓢𐓣𐓤𐓥𐓦𐓧𐓨𐓩𐓪𐓫𐓬𐓭𐓮𐓯𐓰𐓱𐓲𐓳𐓴𐓵𐓶𐓷𐓸𐓹𐓺𐓻", capital: "𐒰𐒱𐒲𐒳𐒴𐒵𐒶𐒷𐒸𐒹𐒺𐒻𐒼𐒽𐒾𐒿𐓀𐓁𐓂𐓃𐓄𐓅𐓆𐓇𐓈𐓉𐓊𐓋𐓌𐓍𐓎𐓏𐓐𐓑𐓒𐓓"},
	// Elbasan
	{spans: "𐔀𐔧"},
	// Caucasian_Albanian
	{spans: "𐔰𐕣"},
	{small: "𐖗𐖘𐖙𐖚𐖛𐖜𐖝𐖞𐖟𐖠𐖡𐖣𐖤𐖥𐖦𐖧𐖨𐖩𐖪𐖫𐖬𐖭𐖮𐖯𐖰𐖱𐖳𐖴𐖵𐖶𐖷𐖸𐖹𐖻𐖼", capital: "𐕰𐕱𐕲𐕳𐕴𐕵𐕶𐕷𐕸𐕹𐕺𐕼𐕽𐕾𐕿𐖀𐖁𐖂𐖃𐖄𐖅𐖆𐖇𐖈𐖉𐖊𐖌𐖍𐖎𐖏𐖐𐖑𐖒𐖔𐖕"},
	// Linear_A
	{spans: "𐘀𐜶𐝀𐝕𐝠𐝧"},
	// Cypriot
	{spans: "𐠀𐠅𐠈𐠈𐠊𐠵𐠷𐠸𐠼𐠼𐠿𐠿"},
	// Imperial_Aramaic
	{spans: "𐡀𐡕"},
	// Palmyrene
	{spans: "𐡠𐡶"},
	// Nabataean
	{spans: "𐢀𐢞"},
	// Hatran
	{spans: "𐣠𐣲𐣴𐣵"},
	// Phoenician
	{spans: "𐤀𐤕"},
	// Lydian
	{spans: "𐤠𐤹"},
	// Meroitic_Hieroglyphs
	{spans: "𐦀𐦟"},
	// Meroitic_Cursive
	{spans: "𐦠𐦷𐦾𐦿"},
	// Kharoshthi
	{spans: "𐨀𐨀𐨐𐨓𐨕𐨗𐨙𐨵"},
	// Old_South_Arabian
	{spans: "𐩠𐩼"},
	// Old_North_Arabian
	{spans: "𐪀𐪜"},
	// Manichaean
	{spans: "𐫀𐫇𐫉𐫤"},
	// Avestan
	{spans: "𐬀𐬵"},
	// Inscriptional_Parthian
	{spans: "𐭀𐭕"},
	// Inscriptional_Pahlavi
	{spans: "𐭠𐭲"},
	// Psalter_Pahlavi
	{spans: "𐮀𐮑"},
	// Old_Turkic
	{spans: "𐰀𐱈"},
	{small: "𐳀𐳁𐳂𐳃𐳄𐳅𐳆𐳇𐳈𐳉𐳊𐳋𐳌𐳍𐳎𐳏𐳐𐳑𐳒𐳓𐳔𐳕𐳖𐳗𐳘𐳙𐳚𐳛𐳜𐳝𐳞𐳟𐳠𐳡𐳢𐳣𐳤𐳥𐳦𐳧𐳨𐳩𐳪𐳫𐳬𐳭𐳮𐳯𐳰𐳱𐳲", capital: "𐲀𐲁𐲂𐲃𐲄𐲅𐲆𐲇𐲈𐲉𐲊𐲋𐲌𐲍𐲎𐲏𐲐𐲑𐲒𐲓𐲔𐲕𐲖𐲗𐲘𐲙𐲚𐲛𐲜𐲝𐲞𐲟𐲠𐲡𐲢𐲣𐲤𐲥𐲦𐲧𐲨𐲩𐲪𐲫𐲬𐲭𐲮𐲯𐲰𐲱𐲲"},
	// Hanifi_Rohingya
	{spans: "𐴀𐴣"},
	// Digits
	{spans: "𐴰𐴹"},
	// Yezidi
	{spans: "𐺀𐺩𐺰𐺱"},
	// Old_Sogdian
	{spans: "𐼀𐼜𐼧𐼧"},
	// Sogdian
	{spans: "𐼰𐽅"},
	// Old_Uyghur
	{spans: "𐽰𐾁"},
	// Chorasmian
	{spans: "𐾰𐿄"},
	// Elymaic
	{spans: "𐿠𐿶"},
	// Brahmi
	{spans: "𑀃𑀷𑁱𑁲𑁵𑁵"},
	// Digits
	{spans: "𑁦𑁯"},
	// Kaithi
	{spans: "𑂃𑂙𑂛𑂛𑂝𑂪𑂬𑂯"},
	{small: "𑂚𑂜𑂫"},
	// Sora_Sompeng
	{spans: "𑃐𑃨"},
	// Digits
	{spans: "𑃰𑃹"},
	// Chakma
	{spans: "𑄃𑄦𑅄𑅄𑅇𑅇"},
	// Digits
	{spans: "𑄶𑄿"},
	// Mahajani
	{spans: "𑅐𑅲𑅶𑅶"},
	// Sharada
	{spans: "𑆃𑆲𑇁𑇄𑇚𑇚𑇜𑇜"},
	// Digits
	{spans: "𑇐𑇙"},
	// Khojki
	{spans: "𑈀𑈑𑈓𑈫𑈿𑉀"},
	// Multani
	{spans: "𑊀𑊆𑊈𑊈𑊊𑊍𑊏𑊝𑊟𑊨"},
	// Khudawadi
	{spans: "𑊰𑋞"},
	// Digits
	{spans: "𑋰𑋹"},
	// Grantha
	{spans: "𑌅𑌌𑌏𑌐𑌓𑌨𑌪𑌰𑌲𑌳𑌵𑌹𑌽𑌽𑍐𑍐𑍝𑍡"},
	// Newa
	{spans: "𑐀𑐴𑑇𑑊𑑟𑑡"},
	// Digits
	{spans: "𑑐𑑙"},
	// Tirhuta
	{spans: "𑒀𑒯𑓄𑓅𑓇𑓇"},
	// Digits
	{spans: "𑓐𑓙"},
	// Siddham
	{spans: "𑖀𑖮𑗘𑗛"},
	// Modi
	{spans: "𑘀𑘯𑙄𑙄"},
	// Digits
	{spans: "𑙐𑙙"},
	// Takri
	{spans: "𑚀𑚪𑚸𑚸"},
	// Digits
	{spans: "𑛀𑛉"},
	// Ahom
	{spans: "𑜀𑜚𑝀𑝆"},
	// Digits
	{spans: "𑜰𑜹"},
	// Dogra
	{spans: "𑠀𑠫"},
	{small: "𑣀𑣁𑣂𑣃𑣄𑣅𑣆𑣇𑣈𑣉𑣊𑣋𑣌𑣍𑣎𑣏𑣐𑣑𑣒𑣓𑣔𑣕𑣖𑣗𑣘𑣙𑣚𑣛𑣜𑣝𑣞𑣟", capital: "𑢠𑢡𑢢𑢣𑢤𑢥𑢦𑢧𑢨𑢩𑢪𑢫𑢬𑢭𑢮𑢯𑢰𑢱𑢲𑢳𑢴𑢵𑢶𑢷𑢸𑢹𑢺𑢻𑢼𑢽𑢾𑢿"},
	// Digits
	{spans: "𑣠𑣩"},
	// Dives_Akuru
	{spans: "𑤀𑤆𑤉𑤉𑤌𑤓𑤕𑤖𑤘𑤯𑤿𑤿𑥁𑥁"},
	// Digits
	{spans: "𑥐𑥙"},
	// Nandinagari
	{spans: "𑦠𑦧𑦪𑧐𑧡𑧡𑧣𑧣"},
	// Zanabazar_Square
	{spans: "𑨀𑨀𑨋𑨲𑨺𑨺"},
	// Soyombo
	{spans: "𑩐𑩐𑩜𑪉𑪝𑪝"},
	// Canadian_Aboriginal
	{spans: "𑪰𑪿"},
	// Pau_Cin_Hau
	{spans: "𑫀𑫸"},
	// Bhaiksuki
	{spans: "𑰀𑰈𑰊𑰮𑱀𑱀"},
	// Digits
	{spans: "𑱐𑱙"},
	// Marchen
	{spans: "𑱲𑲏"},
	// Masaram_Gondi
	{spans: "𑴀𑴆𑴈𑴉𑴋𑴰𑵆𑵆"},
	// Digits
	{spans: "𑵐𑵙"},
	// Gunjala_Gondi
	{spans: "𑵠𑵥𑵧𑵨𑵪𑶉𑶘𑶘"},
	// Digits
	{spans: "𑶠𑶩"},
	// Makasar
	{spans: "𑻠𑻲"},
	// Kawi
	{spans: "𑼂𑼂𑼄𑼐𑼒𑼳"},
	// Digits
	{spans: "𑽐𑽙"},
	// Cuneiform
	{spans: "𒀀𒎙𒒀𒕃"},
	// Cypro_Minoan
	{spans: "𒾐𒿰"},
	// Egyptian_Hieroglyphs
	{spans: "𓀀𓐯𓑁𓑆"},
	// Anatolian_Hieroglyphs
	{spans: "𔐀𔙆"},
	// Bamum
	{spans: "𖠀𖨸"},
	// Mro
	{spans: "𖩀𖩞"},
	// Digits
	{spans: "𖩠𖩩"},
	// Tangsa
	{spans: "𖩰𖪾"},
	// Digits
	{spans: "𖫀𖫉"},
	// Bassa_Vah
	{spans: "𖫐𖫭"},
	// Pahawh_Hmong
	{spans: "𖬀𖬯𖭣𖭷𖭽𖮏"},
	// Digits
	{spans: "𖭐𖭙"},
	{small: "𖹠𖹡𖹢𖹣𖹤𖹥𖹦𖹧𖹨𖹩𖹪𖹫𖹬𖹭𖹮𖹯𖹰𖹱𖹲𖹳𖹴𖹵𖹶𖹷𖹸𖹹𖹺𖹻𖹼𖹽𖹾𖹿", capital: "𖹀𖹁𖹂𖹃𖹄𖹅𖹆𖹇𖹈𖹉𖹊𖹋𖹌𖹍𖹎𖹏𖹐𖹑𖹒𖹓𖹔𖹕𖹖𖹗𖹘𖹙𖹚𖹛𖹜𖹝𖹞𖹟"},
	// Miao
	{spans: "𖼀𖽊𖽐𖽐"},
	// Tangut
	{spans: "𗀀𘟷𘠀𘫿𘴀𘴈"},
	// Khitan_Small_Script
	{spans: "𘬀𘳕"},
	// Katakana
	{spans: "𛀀𛀀𛄠𛄢𛅕𛅕𛅤𛅧"},
	// Hiragana
	{spans: "𛀁𛄟𛄲𛄲𛅐𛅒"},
	// Nushu
	{spans: "𛅰𛋻"},
	// Duployan
	{spans: "𛰀𛱪𛱰𛱼𛲀𛲈𛲐𛲙"},
	// Common
	{spans: "𝐀𝐙𝐴𝑍𝑨𝒁𝒜𝒜𝒞𝒟𝒢𝒢𝒥𝒦𝒩𝒬𝒮𝒵𝓐𝓩𝔄𝔅𝔇𝔊𝔍𝔔𝔖𝔜𝔸𝔹𝔻𝔾𝕀𝕄𝕆𝕆𝕊𝕐𝕬𝖅𝖠𝖹𝗔𝗭𝘈𝘡𝘼𝙕𝙰𝚉𝚨𝛀𝛢𝛺𝜜𝜴𝝖𝝮𝞐𝞨𝟊𝟊"},
	{spans: "𝐚𝐳𝑎𝑔𝑖𝑧𝒂𝒛𝒶𝒹𝒻𝒻𝒽𝓃𝓅𝓏𝓪𝔃𝔞𝔷𝕒𝕫𝖆𝖟𝖺𝗓𝗮𝘇𝘢𝘻𝙖𝙯𝚊𝚥𝛂𝛚𝛜𝛡𝛼𝜔𝜖𝜛𝜶𝝎𝝐𝝕𝝰𝞈𝞊𝞏𝞪𝟂𝟄𝟉𝟋𝟋"},
	// Digits
	{spans: "𝟎𝟗"},
	{spans: "𝟘𝟡"},
	{spans: "𝟢𝟫"},
	{spans: "𝟬𝟵"},
	{spans: "𝟶𝟿"},
	// Latin
	{spans: "𝼀𝼉𝼋𝼞𝼥𝼪"},
	// Nyiakeng_Puachue_Hmong
	{spans: "𞄀𞄬𞅎𞅎"},
	// Digits
	{spans: "𞅀𞅉"},
	// Toto
	{spans: "𞊐𞊭"},
	// Wancho
	{spans: "𞋀𞋫"},
	// Digits
	{spans: "𞋰𞋹"},
	// Nag_Mundari
	{spans: "𞓐𞓪"},
	// Digits
	{spans: "𞓰𞓹"},
	// Ethiopic
	{spans: "𞟠𞟦𞟨𞟫𞟭𞟮𞟰𞟾"},
	// Mende_Kikakui
	{spans: "𞠀𞣄"},
	{small: "𞤢𞤣𞤤𞤥𞤦𞤧𞤨𞤩𞤪𞤫𞤬𞤭𞤮𞤯𞤰𞤱𞤲𞤳𞤴𞤵𞤶𞤷𞤸𞤹𞤺𞤻𞤼𞤽𞤾𞤿𞥀𞥁𞥂𞥃", capital: "𞤀𞤁𞤂𞤃𞤄𞤅𞤆𞤇𞤈𞤉𞤊𞤋𞤌𞤍𞤎𞤏𞤐𞤑𞤒𞤓𞤔𞤕𞤖𞤗𞤘𞤙𞤚𞤛𞤜𞤝𞤞𞤟𞤠𞤡"},
	// Digits
	{spans: "𞥐𞥙"},
	// Arabic
	{spans: "𞸀𞸃𞸅𞸟𞸡𞸢𞸤𞸤𞸧𞸧𞸩𞸲𞸴𞸷𞸹𞸹𞸻𞸻𞹂𞹂𞹇𞹇𞹉𞹉𞹋𞹋𞹍𞹏𞹑𞹒𞹔𞹔𞹗𞹗𞹙𞹙𞹛𞹛𞹝𞹝𞹟𞹟𞹡𞹢𞹤𞹤𞹧𞹪𞹬𞹲𞹴𞹷𞹹𞹼𞹾𞹾𞺀𞺉𞺋𞺛𞺡𞺣𞺥𞺩𞺫𞺻"},
	// Digits
	{spans: "🯰🯹"},
	// Han
	{spans: "𠀀𪛟"},
	{spans: "𪜀𫜹𫝀𫠝𫠠𬺡𬺰𮯠"},
	{spans: "丽𪘀"},
	{spans: "𰀀𱍊𱍐𲎯"},
	// In circles, parentheses and squares, raised and lowered, as flags and as tags: who writes a
	// name in them is still named.
	{small: "ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩ", capital: "ⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏ"},
	{small: "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻⅼⅽⅾⅿ", capital: "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅬⅭⅮⅯ"},
	{spans: "⒜⒵"},
	{spans: "🄐🄩"},
	{spans: "🄰🅉"},
	{spans: "🅐🅩"},
	{spans: "🅰🆉"},
	{spans: "🇦🇿"},
	{spans: "ʰʸˠˤ"},
	{spans: "ᴬᵂⱽⱽ"},
	{spans: "ᵃᵡᵸᵸᶛᶿⁱⁱⁿⁿ"},
	{spans: "ᵢᵪₐₜⱼⱼ"},
	{spans: "ꟲꟴ"},
	{spans: "㉠㉻"},
	{spans: "㈀㈜"},
	{spans: "㋐㋾"},
	{spans: "\U000e0041\U000e005a"},
	{spans: "\U000e0061\U000e007a"},
	// Digits
	{small: "¹²³"},
	{spans: "⁰⁰⁴⁹"},
	{spans: "₀₉"},
	{spans: "①⑳⓪⓪"},
	{spans: "⑴⒇"},
	{spans: "⒈⒛"},
	{spans: "⓫⓴"},
	{spans: "⓵⓾"},
	{spans: "❶❿"},
	{spans: "➀➉"},
	{spans: "➊➓"},
	{spans: "〡〩"},
	{spans: "㉑㉟"},
	{spans: "㊱㊿"},
	{spans: "㈠㈩"},
	{spans: "㊀㊉"},
	{spans: "🄀🄊"},
	{spans: "\U000e0030\U000e0039"},
	// Braille, of six dots and of eight
	{spans: "⠁⠿"},
	{spans: "⡀⣿"},
}
