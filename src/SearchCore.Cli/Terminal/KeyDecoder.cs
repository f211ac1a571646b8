using System.Globalization;
using System.Text;

namespace SearchCore.Cli.Terminal;

/// <summary>
/// The bytes of a terminal as keys: UTF-8, control characters, and the sequences of the xterm family, which nearly all terminals send. For
/// one thread.
/// </summary>
internal sealed class KeyDecoder
{
    private const byte Escape = 0x1B, Bell = 0x07;

    // An old terminal's click: ESC [ M and three bytes.
    private const int ClickLength = 6;

    // A terminal's answer is short; what never ends is none.
    private const int LongestAnswer = 1_024;

    // More than a sequence ever has: something else that began like one.
    private const int LongestSequence = 32;

    // What begins a string of a terminal's own (DCS, SOS, OSC, PM, APC), behind an Escape; also Alt and that letter.
    private static ReadOnlySpan<byte> OfAnswers => "PX]^_"u8;

    private static ReadOnlySpan<byte> PasteEnd => "\e[201~"u8;

    private readonly Queue<Key> keys = new();
    private readonly List<byte> pending = [];
    private readonly List<byte> pasted = [];
    private bool isPasting;

    /// <summary>Whether there are keys to take.</summary>
    public bool HasKeys => keys.Count > 0;

    /// <summary>Whether the bytes end within a sequence: an Escape that may be a key, or begin one.</summary>
    public bool IsOpen => pending is [Escape, ..] && !isPasting;

    /// <summary>The next key.</summary>
    public Key Next() => keys.Dequeue();

    /// <summary>Takes bytes in as they come; a sequence may be cut anywhere.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            if (isPasting)
            {
                pasted.Add(one);
                if (one == PasteEnd[^1] && pasted.Count >= PasteEnd.Length
                    && pasted[^PasteEnd.Length..].ToArray().AsSpan().SequenceEqual(PasteEnd))
                {
                    isPasting = false;
                    keys.Enqueue(new(KeyCode.Paste, Encoding.UTF8.GetString([.. pasted[..^PasteEnd.Length]])));
                    pasted.Clear();
                }
            }
            else
            {
                pending.Add(one);
                Decode();
            }
        }
    }

    /// <summary>No more bytes came: an Escape that could have begun a sequence was a key.</summary>
    public void Flush()
    {
        if (IsOpen)
        {
            if (pending.Count == 2 && OfAnswers.Contains(pending[1]))
            {
                pending.RemoveAt(0);
                DecodePlain(alt: true);
                return;
            }

            keys.Enqueue(pending.Count == 1 ? new(KeyCode.Escape) : new(KeyCode.Unknown));
            pending.Clear();
        }
    }

    private void Decode()
    {
        if (pending[0] != Escape)
        {
            DecodePlain(alt: false);
        }
        else if (pending.Count > 1)
        {
            switch (pending[1])
            {
                case (byte)'[' when pending.Count == 2:
                case (byte)'O' when pending.Count == 2:
                    break;
                case (byte)'[' when pending[2] == 'M':
                    if (pending.Count == ClickLength)
                    {
                        End(new(KeyCode.Unknown));
                    }

                    break;
                case (byte)'[' when pending[^1] is < 0x40 or > 0x7E || (pending.Count == 3 && pending[2] == '['):
                    // More parameters; the Linux console's function keys have a second bracket.
                    if (pending.Count > LongestSequence)
                    {
                        End(new(KeyCode.Unknown));
                    }

                    break;
                case (byte)'[':
                    EndSequence();
                    break;
                case (byte)'O':
                    End(pending[2] == 'M' ? new(KeyCode.Enter) : Arrow((char)pending[2], 1));
                    break;
                case var begin when OfAnswers.Contains(begin):
                    DecodeAnswer();
                    break;
                case Escape:
                    // Escape twice: the first one by itself, the second may begin something.
                    pending.RemoveAt(0);
                    keys.Enqueue(new(KeyCode.Escape));
                    break;
                default:
                    pending.RemoveAt(0);
                    DecodePlain(alt: true);
                    if (pending.Count > 0)
                    {
                        pending.Insert(0, Escape);
                    }

                    break;
            }
        }
    }

    // What a terminal says of itself goes up to a BEL, or an Escape and a backslash; another Escape breaks it off.
    private void DecodeAnswer()
    {
        var isBroken = pending.Count > 3 && pending[^2] == Escape;
        if (pending[^1] == Bell || (isBroken && pending[^1] == '\\') || pending.Count > LongestAnswer)
        {
            End(new(KeyCode.Unknown));
        }
        else if (isBroken)
        {
            pending.RemoveRange(0, pending.Count - 2);
            keys.Enqueue(new(KeyCode.Unknown));
            Decode();
        }
    }

    private void DecodePlain(bool alt)
    {
        var first = pending[0];
        if (first < 0x20 || first == 0x7F)
        {
            End(Controlled(first) with { Alt = alt });
            return;
        }

        Span<byte> bytes = [.. pending];
        if (Rune.DecodeFromUtf8(bytes, out var rune, out _) is System.Buffers.OperationStatus.NeedMoreData && bytes.Length < 4)
        {
            return;
        }

        End(new(KeyCode.Text, rune.ToString(), Alt: alt));
    }

    private static Key Controlled(byte code) => code switch
    {
        0x0D or 0x0A => new(KeyCode.Enter),
        0x09 => new(KeyCode.Tab),
        0x7F or 0x08 => new(KeyCode.Backspace),
        >= 1 and <= 26 => new(KeyCode.Text, ((char)('a' + code - 1)).ToString(), Control: true),
        0x1F => new(KeyCode.Text, "_", Control: true),
        _ => new(KeyCode.Unknown),
    };

    // ESC [ numbers letter. The second number, where there is one, says what was held.
    private void EndSequence()
    {
        var last = (char)pending[^1];
        if (pending[2] is >= (byte)'<' and <= (byte)'?')
        {
            // A click, or an answer about the terminal: no key.
            End(new(KeyCode.Unknown));
            return;
        }

        var numbers = Encoding.ASCII.GetString([.. pending[2..^1]]).Split(';')
            .Select(n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToList();
        var held = numbers.Count > 1 ? Math.Max(1, numbers[1]) : 1;
        if (last == '~' && numbers[0] == 200)
        {
            isPasting = true;
            pending.Clear();
            return;
        }

        End(last == '~' ? Numbered(numbers[0], held) : Arrow(last, held));
    }

    private static Key Arrow(char letter, int held) => Held(
        letter switch
        {
            'A' => KeyCode.Up,
            'B' => KeyCode.Down,
            'C' => KeyCode.Right,
            'D' => KeyCode.Left,
            'H' => KeyCode.Home,
            'F' => KeyCode.End,
            'Z' => KeyCode.Tab,
            _ => KeyCode.Unknown,
        },
        letter == 'Z' ? 2 : held);

    private static Key Numbered(int number, int held) => Held(
        number switch
        {
            1 or 7 => KeyCode.Home,
            3 => KeyCode.Delete,
            4 or 8 => KeyCode.End,
            5 => KeyCode.PageUp,
            6 => KeyCode.PageDown,
            _ => KeyCode.Unknown,
        },
        held);

    // One more than a sum of 1 (Shift), 2 (Alt), 4 (Control).
    private static Key Held(KeyCode code, int held) =>
        new(code, Shift: ((held - 1) & 1) != 0, Alt: ((held - 1) & 2) != 0, Control: ((held - 1) & 4) != 0);

    private void End(Key key)
    {
        pending.Clear();
        keys.Enqueue(key);
    }
}
