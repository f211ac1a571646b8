namespace SearchCore.Articles.Dates;

/// <summary>What the days of the week are called in the languages of news.</summary>
/// <remarks>
/// A name may stand for two days (Czech and German <c>so</c>) or for a day and a month (French <c>mar.</c>): a weekday says nothing that
/// the date does not, so such a one is passed over unchecked.
/// </remarks>
internal static class WeekdayNames
{
    /// <summary>A row a language: Monday to Sunday set apart by <c>|</c>, the names of one by blanks; <c>_</c> is a blank.</summary>
    public static readonly (string Language, string Days)[] Rows =
    [
        ("en", "monday mon|tuesday tue tues|wednesday wed weds|thursday thu thur thurs|friday fri|saturday sat|sunday sun"),
        ("de", "montag mo mon|dienstag di die|mittwoch mi mit|donnerstag do don|freitag fr fre|samstag sonnabend sa sam|sonntag so son"),
        ("fr", "lundi lun|mardi mar|mercredi mer|jeudi jeu|vendredi ven|samedi sam|dimanche dim"),
        ("es", "lunes lun|martes mar|miércoles mié|jueves jue|viernes vie|sábado sáb|domingo dom"),
        ("pt", "segunda segunda_feira seg|terça terça_feira ter|quarta quarta_feira qua|quinta quinta_feira qui|sexta sexta_feira sex"
            + "|sábado sáb|domingo dom"),
        ("it", "lunedì lun|martedì mar|mercoledì mer|giovedì gio|venerdì ven|sabato sab|domenica dom"),
        ("ca", "dilluns dl|dimarts dt|dimecres dc|dijous dj|divendres dv|dissabte ds|diumenge dg"),
        ("nl", "maandag ma|dinsdag di|woensdag wo|donderdag do|vrijdag vr|zaterdag za|zondag zo"),
        ("sv", "måndag mån|tisdag tis|onsdag ons|torsdag tors tor|fredag fre|lördag lör|söndag sön"),
        ("nb", "mandag man|tirsdag tir|onsdag ons|torsdag tor|fredag fre|lørdag lør|søndag søn"),
        ("is", "mánudagur mán|þriðjudagur þri|miðvikudagur mið|fimmtudagur fim|föstudagur fös|laugardagur lau|sunnudagur sun"),
        ("et", "esmaspäev|teisipäev|kolmapäev|neljapäev|reede|laupäev|pühapäev"),
        ("fi", "maanantai maanantaina ma|tiistai tiistaina ti|keskiviikko keskiviikkona ke|torstai torstaina to|perjantai perjantaina pe"
            + "|lauantai lauantaina la|sunnuntai sunnuntaina su"),
        ("pl", "poniedziałek pon pn|wtorek wt wto|środa środę śr śro|czwartek czw|piątek pt pią|sobota sobotę sob"
            + "|niedziela niedzielę niedz ndz"),
        ("cs", "pondělí po pon|úterý út|středa středu st|čtvrtek čt|pátek pá|sobota sobotu so|neděle neděli ne"),
        ("sk", "pondelok|utorok|streda stredu|štvrtok|piatok|sobota sobotu|nedeľa nedeľu"),
        ("sl", "ponedeljek|torek|sreda|četrtek|petek|sobota|nedelja"),
        ("sr", "ponedeljak понедељак|utorak уторак|sreda среда|četvrtak четвртак|petak петак|subota субота|nedelja недеља"),
        ("hu", "hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap"),
        ("ro", "luni lun|marți mar|miercuri mie|joi|vineri vin|sâmbătă sâm|duminică dum"),
        ("tr", "pazartesi pzt|salı sal|çarşamba çar|perşembe per|cuma cum|cumartesi cmt|pazar paz"),
        ("id", "senin sen|selasa sel|rabu rab|kamis kam|jumat jum|sabtu sab|minggu min"),
        ("ms", "isnin isn|selasa sel|rabu rab|khamis kha|jumaat jum|sabtu sab|ahad ahd"),
        ("vi", "thứ_hai|thứ_ba|thứ_tư|thứ_năm|thứ_sáu|thứ_bảy|chủ_nhật chúa_nhật"),
        ("ru", "понедельник пн|вторник вт|среда среду ср|четверг чт|пятница пятницу пт|суббота субботу сб|воскресенье вс"),
        ("uk", "понеділок пн|вівторок вт|середа середу ср|четвер чт|п'ятниця п'ятницю пт|субота суботу сб|неділя неділю нд"),
        ("be", "панядзелак|аўторак|серада|чацвер|пятніца|субота|нядзеля"),
        ("bg", "понеделник|вторник|сряда|четвъртък|петък|събота|неделя"),
        ("el", "δευτέρα δευ|τρίτη τρί|τετάρτη τετ|πέμπτη πέμ|παρασκευή παρ|σάββατο σάβ|κυριακή κυρ"),
        ("ar", "الاثنين الإثنين اثنين|الثلاثاء ثلاثاء|الأربعاء أربعاء|الخميس خميس|الجمعة جمعة|السبت سبت|الأحد أحد"),
        ("he", "שני יום_שני|שלישי יום_שלישי|רביעי יום_רביעי|חמישי יום_חמישי|שישי יום_שישי|שבת יום_שבת|ראשון יום_ראשון"),
        ("fa", "دوشنبه|سه‌شنبه سه_شنبه|چهارشنبه|پنجشنبه پنج‌شنبه پنج_شنبه|جمعه|شنبه|یکشنبه"),
        ("ur", "پیر|منگل|بدھ|جمعرات|جمعہ|ہفتہ|اتوار"),
        ("hi", "सोमवार सोम|मंगलवार मंगल|बुधवार बुध|गुरुवार गुरु|शुक्रवार शुक्र|शनिवार शनि|रविवार रवि"),
        ("bn", "সোমবার|মঙ্গলবার|বুধবার|বৃহস্পতিবার|শুক্রবার|শনিবার|রবিবার"),
        ("zh", "星期一 周一 週一|星期二 周二 週二|星期三 周三 週三|星期四 周四 週四|星期五 周五 週五|星期六 周六 週六"
            + "|星期日 星期天 周日 週日"),
        ("ja", "月曜日 月曜 月|火曜日 火曜 火|水曜日 水曜 水|木曜日 木曜 木|金曜日 金曜 金|土曜日 土曜 土|日曜日 日曜 日"),
        ("ko", "월요일 월|화요일 화|수요일 수|목요일 목|금요일 금|토요일 토|일요일 일"),
    ];
}
