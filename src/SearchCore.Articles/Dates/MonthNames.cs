namespace SearchCore.Articles.Dates;

/// <summary>What the months are called in the languages of news.</summary>
/// <remarks>
/// Both cases where a language has a form for dates and one for the month alone, and the abbreviations that print uses. A name that stands
/// for two months in two of these languages is in neither row; where one language is not here for that reason, the row says so. Accents and
/// case play no part, so they are written once.
/// </remarks>
internal static class MonthNames
{
    /// <summary>A row a language: twelve months set apart by <c>|</c>, the names of one by blanks; <c>_</c> is a blank in a name.</summary>
    public static readonly (string Language, string Months)[] Rows =
    [
        ("en", "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|november nov"
            + "|december dec"),
        ("de", "januar jänner jaenner jan jän|februar feber feb|märz maerz mär mrz|april apr|mai|juni juno jun|juli julei jul|august aug"
            + "|september sept sep|oktober okt|november nov|dezember dez"),
        ("fr", "janvier janv|février févr fév|mars|avril avr|mai|juin|juillet juil|août|septembre sept|octobre oct|novembre nov"
            + "|décembre déc"),
        ("es", "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|septiembre setiembre sept sep set"
            + "|octubre oct|noviembre nov|diciembre dic"),
        ("pt", "janeiro jan|fevereiro fev|março mar|abril abr|maio mai|junho jun|julho jul|agosto ago|setembro set|outubro out"
            + "|novembro nov|dezembro dez"),
        ("it", "gennaio gen genn|febbraio feb febbr|marzo mar|aprile apr|maggio mag magg|giugno giu|luglio lug|agosto ago"
            + "|settembre set sett|ottobre ott|novembre nov|dicembre dic"),
        ("ca", "gener gen|febrer febr|març|abril abr d'abril d'abr|maig|juny|juliol jul|agost ag d'agost d'ag|setembre set"
            + "|octubre oct d'octubre d'oct|novembre nov|desembre des"),
        ("nl", "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|september sept sep|oktober okt"
            + "|november nov|december dec"),
        ("sv", "januari jan|februari feb febr|mars|april apr|maj|juni jun|juli jul|augusti aug|september sept sep|oktober okt"
            + "|november nov|december dec"),
        ("nb", "januar jan|februar feb febr|mars|april apr|mai|juni jun|juli jul|august aug|september sept sep|oktober okt|november nov"
            + "|desember des"),
        ("da", "januar jan|februar feb febr|marts mar|april apr|maj|juni jun|juli jul|august aug|september sept sep|oktober okt"
            + "|november nov|december dec"),
        ("is", "janúar|febrúar|mars|apríl|maí|júní|júlí|ágúst|september|október|nóvember|desember"),
        ("fi", "tammikuuta tammikuu tammikuun tammi tammik|helmikuuta helmikuu helmikuun helmi helmik"
            + "|maaliskuuta maaliskuu maaliskuun maalis maalisk|huhtikuuta huhtikuu huhtikuun huhti huhtik"
            + "|toukokuuta toukokuu toukokuun touko toukok|kesäkuuta kesäkuu kesäkuun kesä kesäk"
            + "|heinäkuuta heinäkuu heinäkuun heinä heinäk|elokuuta elokuu elokuun elo elok|syyskuuta syyskuu syyskuun syys syysk"
            + "|lokakuuta lokakuu lokakuun loka lokak|marraskuuta marraskuu marraskuun marras marrask"
            + "|joulukuuta joulukuu joulukuun joulu jouluk"),
        ("et", "jaanuar jaan|veebruar veebr|märts|aprill|mai|juuni|juuli|august|september|oktoober|november|detsember dets"),

        // Listopad is November in Polish and Czech and October in Croatian: there is no row for Croatian.
        ("pl", "stycznia styczeń sty|lutego luty lut|marca marzec mar|kwietnia kwiecień kwi|maja maj|czerwca czerwiec cze"
            + "|lipca lipiec lip|sierpnia sierpień sie|września wrzesień wrz|października październik paź|listopada listopad lis"
            + "|grudnia grudzień gru"),
        ("cs", "ledna leden led|února únor úno|března březen bře|dubna duben dub|května květen kvě|června červen čvn"
            + "|července červenec čvc|srpna srpen srp|září zář|října říjen říj|listopadu listopad lis|prosince prosinec pro"),
        ("sk", "januára január jan|februára február feb|marca marec mar|apríla apríl apr|mája máj|júna jún|júla júl|augusta august aug"
            + "|septembra september sep|októbra október okt|novembra november nov|decembra december dec"),
        ("sl", "januarja januar|februarja februar|marca marec|aprila april|maja maj|junija junij|julija julij|avgusta avgust avg"
            + "|septembra september|oktobra oktober|novembra november|decembra december"),
        ("sr", "januar јануар|februar фебруар|mart март|april април|maj мај|jun јун|jul јул|avgust август|septembar септембар"
            + "|oktobar октобар|novembar новембар|decembar децембар"),
        ("hu", "január jan januári|február febr februári|március márc|április ápr|május máj|június jún|július júl|augusztus aug"
            + "|szeptember szept|október okt|november nov|december dec"),
        ("ro", "ianuarie ian|februarie feb febr|martie mar mart|aprilie apr|mai|iunie iun|iulie iul|august aug|septembrie sept sep"
            + "|octombrie oct|noiembrie nov noi|decembrie dec"),
        ("tr", "ocak oca|şubat şub|mart mar|nisan nis|mayıs may|haziran haz|temmuz tem|ağustos ağu|eylül eyl|ekim eki|kasım kas"
            + "|aralık ara"),
        ("id", "januari jan|februari feb|maret mar|april apr|mei|juni jun|juli jul|agustus agu agt ags|september sep|oktober okt"
            + "|november nov nopember|desember des"),
        ("ms", "januari jan|februari feb|mac|april apr|mei|jun|julai jul|ogos ogo|september sep|oktober okt|november nov"
            + "|disember dis"),
        ("vi", "tháng_một tháng_giêng|tháng_hai|tháng_ba|tháng_tư|tháng_năm|tháng_sáu|tháng_bảy tháng_bẩy|tháng_tám|tháng_chín"
            + "|tháng_mười|tháng_mười_một|tháng_mười_hai tháng_chạp"),
        ("ru", "января январь янв|февраля февраль фев февр|марта март мар|апреля апрель апр|мая май|июня июнь июн|июля июль июл"
            + "|августа август авг|сентября сентябрь сен сент|октября октябрь окт|ноября ноябрь ноя нояб|декабря декабрь дек"),
        ("uk", "січня січень січ|лютого лютий лют|березня березень бер|квітня квітень кві квіт|травня травень тра трав"
            + "|червня червень чер черв|липня липень лип|серпня серпень сер серп|вересня вересень вер|жовтня жовтень жов жовт"
            + "|листопада листопад лист лис|грудня грудень гру груд"),
        ("be", "студзеня студзень сту|лютага люты лют|сакавіка сакавік сак|красавіка красавік кра|мая май|чэрвеня чэрвень чэр"
            + "|ліпеня ліпень ліп|жніўня жнівень жні|верасня верасень вер|кастрычніка кастрычнік кас|лістапада лістапад ліс"
            + "|снежня снежань сне"),
        ("bg", "януари яну|февруари фев|март мар|април апр|май|юни|юли|август авг|септември сеп септ|октомври окт|ноември ное"
            + "|декември дек"),
        ("el", "ιανουαρίου ιανουάριος ιαν|φεβρουαρίου φεβρουάριος φεβ φεβρ|μαρτίου μάρτιος μαρ μαρτ|απριλίου απρίλιος απρ"
            + "|μαΐου μάιος μαΐ|ιουνίου ιούνιος ιουν|ιουλίου ιούλιος ιουλ|αυγούστου αύγουστος αυγ|σεπτεμβρίου σεπτέμβριος σεπ σεπτ"
            + "|οκτωβρίου οκτώβριος οκτ|νοεμβρίου νοέμβριος νοε νοεμ|δεκεμβρίου δεκέμβριος δεκ"),

        // Those of the Gulf and Egypt, of the Levant, of the Maghreb.
        ("ar", "يناير كانون_الثاني جانفي|فبراير شباط فيفري|مارس آذار|أبريل إبريل نيسان أفريل|مايو أيار ماي|يونيو يونيه حزيران جوان"
            + "|يوليو يوليه تموز جويلية|أغسطس آب أوت|سبتمبر أيلول شتنبر|أكتوبر تشرين_الأول|نوفمبر تشرين_الثاني نونبر"
            + "|ديسمبر كانون_الأول دجنبر"),
        ("he", "ינואר בינואר ינו|פברואר בפברואר פבר|מרץ במרץ מרס במרס|אפריל באפריל אפר|מאי במאי|יוני ביוני|יולי ביולי"
            + "|אוגוסט באוגוסט אוג|ספטמבר בספטמבר ספט|אוקטובר באוקטובר אוק|נובמבר בנובמבר נוב|דצמבר בדצמבר דצמ"),
        ("fa", "ژانویه ژانویهٔ|فوریه فوریهٔ|مارس|آوریل|مه مهٔ می|ژوئن|ژوئیه ژوئیهٔ جولای|اوت آگوست|سپتامبر|اکتبر|نوامبر|دسامبر"),
        ("ur", "جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر"),
        ("hi", "जनवरी जन|फ़रवरी फ़र|मार्च|अप्रैल|मई|जून|जुलाई जुल|अगस्त अग|सितंबर सितम्बर सित|अक्तूबर अक्टूबर अक्तू|नवंबर नवम्बर नव"
            + "|दिसंबर दिसम्बर दिस"),
        ("bn", "জানুয়ারি জানুয়ারী জানু|ফেব্রুয়ারি ফেব্রুয়ারী ফেব|মার্চ|এপ্রিল এপ্রি|মে|জুন|জুলাই জুল|আগস্ট আগষ্ট আগ"
            + "|সেপ্টেম্বর সেপ সেপ্টে|অক্টোবর অক্টো|নভেম্বর নভে|ডিসেম্বর ডিসে"),
        ("zh", "一月|二月|三月|四月|五月|六月|七月|八月|九月|十月|十一月|十二月"),
    ];
}
