using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

using Xunit.Abstractions;

namespace SearchCore.Articles.Tests.Dates;

[SuppressMessage("Security", "CA5394", Justification = "Random is for tests alone.")]
public class DateReaderPropertyTests(ITestOutputHelper output)
{
    private static readonly string[] Cultures =
    [
        "en-US", "en-GB", "de-DE", "de-AT", "fr-FR", "es-ES", "pt-PT", "pt-BR", "it-IT", "nl-NL", "sv-SE", "nb-NO", "da-DK", "fi-FI",
        "pl-PL", "cs-CZ", "ru-RU", "uk-UA", "tr-TR", "el-GR", "hu-HU", "ro-RO", "id-ID", "ms-MY", "ar-EG", "ar-LB", "he-IL", "hi-IN",
        "vi-VN", "zh-CN", "ja-JP", "ko-KR", "sk-SK", "bg-BG", "ca-ES", "bn-BD", "is-IS", "et-EE", "zh-TW", "be-BY", "ur-PK",
    ];

    [Fact]
    public void Random_moments_in_the_runtime_s_own_forms_are_read_back()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] forms =
        [
            "R", "ddd, dd MMM yyyy HH:mm:ss zzz", "dd MMM yyyy HH:mm", "MMMM d, yyyy h:mm tt", "yyyy/MM/dd HH:mm:ss", "dd.MM.yyyy H:mm",
            "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy", "yyyyMMddHHmmss", "d-MMM-yyyy", "dddd d MMMM yyyy",
        ];
        for (var i = 0; i < 20_000; i++)
        {
            var moment = new DateTimeOffset(new DateTime(1969, 1, 1).AddSeconds(random.NextInt64(3_100_000_000)), TimeSpan.Zero);
            var form = forms[random.Next(forms.Length)];
            var text = moment.ToString(form, CultureInfo.InvariantCulture);
            Assert.True(ArticleDateReader.Default.TryRead(text, out var date, out var reading), $"{text}: {reading}");
            Assert.Equal(DateReading.Plain, reading);
            Assert.Equal(text, date.ToDateTimeOffset().ToString(form, CultureInfo.InvariantCulture));
        }
    }

    // dotnet test -p:InvariantGlobalization=false runs it; without, the runtime knows no cultures.
    [Fact]
    public void Long_dates_of_many_cultures_are_read_back()
    {
        if (CultureInfo.GetCultures(CultureTypes.AllCultures).Length < 10)
        {
            output.WriteLine("No cultures: the runtime is in invariant mode or has no ICU.");
            return;
        }

        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var wrong = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Cultures)
        {
            var culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
            culture.DateTimeFormat.Calendar = new GregorianCalendar();
            for (var i = 0; i < 200; i++)
            {
                var moment = new DateTime(1970, 1, 1).AddMinutes(random.NextInt64(36_000 * 1440));
                foreach (var form in (string[])["D", "dd MMM yyyy", "f"])
                {
                    var text = moment.ToString(form, culture);
                    var expected = form == "f" ? moment : moment.Date;
                    if (!ArticleDateReader.Default.TryRead(text, out var date, out var reading)
                        || date.ToDateTimeOffset().UtcDateTime != expected || reading != DateReading.Plain)
                    {
                        wrong.TryAdd($"{name} {form} {moment.Month}", $"{text} {reading}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Changed_spellings_are_read_or_not_but_never_throw()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var spellings = ArticleDateReaderTests.Spellings().Select(row => Encoding.UTF8.GetBytes((string)row[0])).ToArray();
        var reader = new ArticleDateReader(new ArticleDateOptions { Order = DateOrder.DayMonthYear });
        for (var i = 0; i < 100_000; i++)
        {
            var bytes = spellings[random.Next(spellings.Length)].ToList();
            var other = spellings[random.Next(spellings.Length)];
            for (var changes = random.Next(1, 6); changes > 0 && bytes.Count > 0; changes--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(5))
                {
                    case 0:
                        bytes.RemoveAt(at);
                        break;
                    case 1:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 2:
                        bytes.Insert(at, "0129 .,:/-+([T'"u8[random.Next(15)]);
                        break;
                    case 3:
                        bytes.InsertRange(at, other[random.Next(other.Length)..]);
                        break;
                    default:
                        bytes.RemoveRange(at, bytes.Count - at);
                        break;
                }
            }

            var text = bytes.ToArray();
            var read = reader.TryRead(text, out var date, out var reading);
            Assert.Equal(read, reading < DateReading.NotADate);
            Assert.True(read || date == default);
            Assert.NotNull(reader.Explain(text, reading));
            reader.TryReadNumber(text, out _, out _);
        }
    }

    [Fact]
    public void Reading_dates_of_all_kinds_allocates_nothing()
    {
        var spellings = ArticleDateReaderTests.Spellings().Select(row => Encoding.UTF8.GetBytes((string)row[0]))
            .Where(text => !text.AsSpan().Contains((byte)'/')).ToArray();
        foreach (var text in spellings)
        {
            ArticleDateReader.Default.TryRead(text, out _, out _);
            var before = GC.GetAllocatedBytesForCurrentThread();
            ArticleDateReader.Default.TryRead(text, out _, out _);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated == 0, $"{Encoding.UTF8.GetString(text)}: {allocated} bytes");
        }
    }
}
