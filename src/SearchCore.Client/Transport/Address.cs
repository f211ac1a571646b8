using System.Globalization;
using System.Text;

namespace SearchCore.Client.Transport;

/// <summary>An address with its parameters.</summary>
internal sealed class Address(string path)
{
    private readonly StringBuilder text = new(path);
    private char next = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';

    public Address With(string name, string? value)
    {
        if (value is not null)
        {
            text.Append(next).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            next = '&';
        }

        return this;
    }

    public Address With(string name, long value) => With(name, value.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => text.ToString();
}
