using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.Bg;
using Lucene.Net.Analysis.Ca;
using Lucene.Net.Analysis.Ckb;
using Lucene.Net.Analysis.Cz;
using Lucene.Net.Analysis.Da;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.El;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Eu;
using Lucene.Net.Analysis.Fa;
using Lucene.Net.Analysis.Fi;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Ga;
using Lucene.Net.Analysis.Gl;
using Lucene.Net.Analysis.Hi;
using Lucene.Net.Analysis.Hu;
using Lucene.Net.Analysis.Hy;
using Lucene.Net.Analysis.Id;
using Lucene.Net.Analysis.In;
using Lucene.Net.Analysis.It;
using Lucene.Net.Analysis.Lv;
using Lucene.Net.Analysis.Nl;
using Lucene.Net.Analysis.No;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Ro;
using Lucene.Net.Analysis.Ru;
using Lucene.Net.Analysis.Snowball;
using Lucene.Net.Analysis.Sv;
using Lucene.Net.Analysis.Tr;
using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace SearchCore.Analysis;

/// <summary>
/// The languages there are. Each has the stemmer and the stop words of Lucene's analyzer for it; Brazil's Portuguese has those of
/// Portugal's, because its own stemmer does not run without a culture of its own. To add one, add a row here and a file of words to the
/// tests.
/// </summary>
internal static class LanguageTable
{
    /// <summary>Of articles in a language that has no row: their words are found as they are written.</summary>
    public static readonly Language Other = new("und");

    /// <summary>The language of articles that do not say theirs, where the index was not made for another.</summary>
    public static readonly Language English = new("en", "eng", "english") { Stem = Snowball<EnglishStemmer>() };

    /// <summary>All of them but <see cref="Other"/>.</summary>
    public static IReadOnlyList<Language> All => Rows.All;

    private static Func<TokenStream, TokenStream> Snowball<T>()
        where T : SnowballProgram, new() => words => new SnowballFilter(words, new T());

    // Made when a language is asked for that is not English: a start has better things to do than to load forty stemmers.
    private static class Rows
    {
        public static readonly IReadOnlyList<Language> All =
        [
            English,
            new("ar", "ara", "arabic")
            {
                Stem = words => new ArabicStemFilter(words), StopWords = () => ArabicAnalyzer.DefaultStopSet,
            },
            new("bg", "bul", "bulgarian")
            {
                Stem = words => new BulgarianStemFilter(words), StemsAccents = true, StopWords = () => BulgarianAnalyzer.DefaultStopSet,
            },
            new("ca", "cat", "catalan")
            {
                Stem = Snowball<CatalanStemmer>(), StemsAccents = true, StopWords = () => CatalanAnalyzer.DefaultStopSet,
            },
            new("ckb", "kurdish", "sorani")
            {
                Stem = words => new SoraniStemFilter(new SoraniNormalizationFilter(words)), StemsAccents = true,
                StopWords = () => SoraniAnalyzer.DefaultStopSet,
            },
            new("cs", "ces", "cze", "czech")
            {
                Stem = words => new CzechStemFilter(words), StemsAccents = true, KeepsFirstLetter = false,
                StopWords = () => CzechAnalyzer.DefaultStopSet,
            },
            new("da", "dan", "danish")
            {
                Stem = Snowball<DanishStemmer>(), StemsAccents = true, StopWords = () => DanishAnalyzer.DefaultStopSet,
            },
            new("de", "deu", "ger", "german")
            {
                Stem = words => new GermanLightStemFilter(new GermanNormalizationFilter(words)), StemsAccents = true,
                StopWords = () => GermanAnalyzer.DefaultStopSet,
            },
            new("el", "ell", "gre", "greek")
            {
                Stem = words => new GreekStemFilter(words), StopWords = () => GreekAnalyzer.DefaultStopSet,
            },
            new("es", "spa", "spanish", "castilian")
            {
                Stem = words => new SpanishLightStemFilter(words), StemsAccents = true, StopWords = () => SpanishAnalyzer.DefaultStopSet,
            },
            new("eu", "eus", "baq", "basque")
            {
                Stem = Snowball<BasqueStemmer>(), StemsAccents = true, StopWords = () => BasqueAnalyzer.DefaultStopSet,
            },
            new("fa", "fas", "per", "persian", "farsi")
            {
                StopWords = () => PersianAnalyzer.DefaultStopSet,
            },
            new("fi", "fin", "finnish")
            {
                Stem = Snowball<FinnishStemmer>(), StemsAccents = true, StopWords = () => FinnishAnalyzer.DefaultStopSet,
            },
            new("fr", "fra", "fre", "french")
            {
                Stem = words => new FrenchLightStemFilter(words), StemsAccents = true, StopWords = () => FrenchAnalyzer.DefaultStopSet,
            },
            new("ga", "gle", "irish")
            {
                Stem = Snowball<IrishStemmer>(), StemsAccents = true, KeepsFirstLetter = false,
                StopWords = () => IrishAnalyzer.DefaultStopSet,
            },
            new("gl", "glg", "galician")
            {
                Stem = words => new GalicianStemFilter(words), StemsAccents = true, StopWords = () => GalicianAnalyzer.DefaultStopSet,
            },
            new("hi", "hin", "hindi")
            {
                Stem = words => new HindiStemFilter(new HindiNormalizationFilter(new IndicNormalizationFilter(words))), StemsAccents = true,
                StopWords = () => HindiAnalyzer.DefaultStopSet,
            },
            new("hu", "hun", "hungarian")
            {
                Stem = Snowball<HungarianStemmer>(), StemsAccents = true, StopWords = () => HungarianAnalyzer.DefaultStopSet,
            },
            new("hy", "hye", "arm", "armenian")
            {
                Stem = Snowball<ArmenianStemmer>(), StopWords = () => ArmenianAnalyzer.DefaultStopSet,
            },
            new("id", "ind", "in", "indonesian")
            {
                Stem = words => new IndonesianStemFilter(words), KeepsFirstLetter = false,
                StopWords = () => IndonesianAnalyzer.DefaultStopSet,
            },
            new("it", "ita", "italian")
            {
                Stem = words => new ItalianLightStemFilter(words), StemsAccents = true, StopWords = () => ItalianAnalyzer.DefaultStopSet,
            },
            new("ja", "jpn", "japanese"),
            new("km", "khm", "khmer"),
            new("ko", "kor", "korean"),
            new("lo", "lao"),
            new("lv", "lav", "latvian")
            {
                Stem = words => new LatvianStemFilter(words), StemsAccents = true, StopWords = () => LatvianAnalyzer.DefaultStopSet,
            },
            new("nl", "nld", "dut", "dutch", "flemish")
            {
                Stem = Snowball<Lucene.Net.Tartarus.Snowball.Ext.DutchStemmer>(), StemsAccents = true,
                StopWords = () => DutchAnalyzer.DefaultStopSet,
            },
            new("no", "nor", "nb", "nob", "nn", "nno", "norwegian")
            {
                Stem = Snowball<NorwegianStemmer>(), StemsAccents = true, StopWords = () => NorwegianAnalyzer.DefaultStopSet,
            },
            new("pt", "por", "portuguese", "brazilian")
            {
                Stem = words => new PortugueseLightStemFilter(words), StemsAccents = true,
                StopWords = () => PortugueseAnalyzer.DefaultStopSet,
            },
            new("ro", "ron", "rum", "mo", "romanian")
            {
                Stem = words => new SnowballFilter(new CedillaFilter(words), new RomanianStemmer()), StemsAccents = true,
                StopWords = () => RomanianAnalyzer.DefaultStopSet,
            },
            new("ru", "rus", "russian")
            {
                Stem = Snowball<RussianStemmer>(), StemsAccents = true, StopWords = () => RussianAnalyzer.DefaultStopSet,
            },
            new("sv", "swe", "swedish")
            {
                Stem = Snowball<SwedishStemmer>(), StemsAccents = true, StopWords = () => SwedishAnalyzer.DefaultStopSet,
            },
            new("th", "tha", "thai"),
            new("tr", "tur", "turkish")
            {
                Stem = Snowball<TurkishStemmer>(), StemsAccents = true, IsTurkic = true, KeepsFirstLetter = false,
                StopWords = () => TurkishAnalyzer.DefaultStopSet,
            },
            new("zh", "zho", "chi", "chinese"),
        ];
    }
}
