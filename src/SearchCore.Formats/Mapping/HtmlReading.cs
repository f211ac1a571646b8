using SearchCore.Articles.Reading;
using SearchCore.Formats.Text;

namespace SearchCore.Formats.Mapping;

/// <summary>Makes text of HTML, by a name that loads which go on later are known by.</summary>
internal sealed class HtmlReading : INamedReading
{
    private readonly Func<string, string> read;

    private HtmlReading(string name, Func<string, string> read) => (Name, this.read) = (name, read);

    /// <summary>Of what may be HTML.</summary>
    public static Func<string, string> Text { get; } = new HtmlReading(nameof(HtmlText.Of), HtmlText.Of).Read;

    /// <summary>Of what is known to be.</summary>
    public static Func<string, string> Page { get; } = new HtmlReading(nameof(HtmlText.OfPage), HtmlText.OfPage).Read;

    /// <inheritdoc/>
    public string Name { get; }

    private string Read(string text) => read(text);
}
