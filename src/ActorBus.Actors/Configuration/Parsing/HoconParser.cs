using ActorBus.Actors.Configuration.Tree;

namespace ActorBus.Actors.Configuration.Parsing;

/// <summary>Reads one text into a tree whose substitutions are still to be resolved.</summary>
internal sealed class HoconParser(string text, TextSource source)
{
    private const int MaximumDepth = 1000;

    private readonly TextCursor _cursor = new(text, source.Name);
    private readonly List<string> _path = [];
    private int _depth;
    private int _lists;

    public Node ParseRoot()
    {
        _cursor.SkipToContent();
        Node root = _cursor.Current switch
        {
            '{' => ParseObject(),
            '[' => ParseList(),
            _ => ParseFields(new ObjectNode(_cursor.Here), null),
        };
        _cursor.SkipToContent();
        return _cursor.AtEnd ? root : throw _cursor.Expected("nothing after the root value");
    }

    private ObjectNode ParseObject()
    {
        var start = Enter();
        var node = ParseFields(new ObjectNode(start), start);
        if (!_cursor.AtEnd)
            _cursor.Take();
        _depth--;
        return node;
    }

    private ObjectNode ParseFields(ObjectNode node, Origin? brace)
    {
        _cursor.SkipToContent();
        while (!AtEndOf('}', brace))
        {
            ParseField(node);
            Separate('}', brace is null ? "',' or a new line after the field" : "',', a new line or '}' after the field");
        }

        return node;
    }

    private void ParseField(ObjectNode node)
    {
        var origin = _cursor.Here;
        if (_cursor.AtWord("include"))
        {
            _cursor.Take("include".Length);
            var statement = IncludeStatement.Read(_cursor, origin);
            foreach (var tree in source.Include(statement))
                node.Absorb((ObjectNode)Relocation.Below(tree, _lists > 0 ? [] : _path));
            return;
        }

        var keys = PathReader.Read(_cursor, "a key");
        _path.AddRange(keys);
        var value = ParseAssignment(node, keys);
        _path.RemoveRange(_path.Count - keys.Count, keys.Count);
        foreach (var key in keys.Skip(1).Reverse())
        {
            var parent = new ObjectNode(origin);
            parent.Assign(key, value);
            value = parent;
        }

        node.Assign(keys[0], value);
    }

    private Node ParseAssignment(ObjectNode node, List<string> keys)
    {
        _cursor.SkipToContent();
        if (_cursor.Current == '{')
            return ParseValue();
        if (_cursor.StartsWith("+="))
        {
            var origin = _cursor.Here;
            _cursor.Take(2);
            return Appending.To(Appending.Find(node, keys), ParseItem("a value after '+='"), origin);
        }

        if (_cursor.Current is not (':' or '='))
            throw _cursor.Expected($"':', '=', '+=' or '{{' after the key '{ConfigPath.Render(keys)}'");
        _cursor.Take();
        _cursor.SkipToContent();
        return ParseValue();
    }

    private ListNode ParseList()
    {
        var start = Enter();
        _lists++;
        List<Node> items = [];
        _cursor.SkipToContent();
        while (!AtEndOf(']', start))
        {
            items.Add(ParseValue());
            Separate(']', "',', a new line or ']' after the list element");
        }

        _cursor.Take();
        _depth--;
        _lists--;
        return new ListNode(items, start);
    }

    private Node ParseItem(string what)
    {
        _cursor.SkipToContent();
        _lists++;
        var item = ParseValue(what);
        _lists--;
        return item;
    }

    private Node ParseValue(string what = "a value")
    {
        var origin = _cursor.Here;
        List<Node> pieces = [];
        while (true)
        {
            var gap = _cursor.Here;
            var space = _cursor.TakeSpace();
            if (_cursor.AtEnd || _cursor.AtNewline || _cursor.AtComment || _cursor.Current is ',' or '}' or ']')
                break;
            if (space.Length > 0 && pieces.Count > 0)
                pieces.Add(new ScalarNode(space, ScalarKind.Gap, gap));
            pieces.Add(ParsePiece(what));
        }

        return pieces.Count == 0 ? throw _cursor.Expected(what) : Joining.Join(pieces, origin);
    }

    private Node ParsePiece(string what) => _cursor.Current switch
    {
        '{' => ParseObject(),
        '[' => ParseList(),
        '"' => ParseQuoted(),
        '$' => ParseReference(),
        _ => _cursor.AtPlain ? PlainText.Read(_cursor) : throw _cursor.Expected(what),
    };

    private ScalarNode ParseQuoted()
    {
        var origin = _cursor.Here;
        return new ScalarNode(QuotedText.Read(_cursor), ScalarKind.Quoted, origin);
    }

    private ReferenceNode ParseReference()
    {
        var origin = _cursor.Here;
        if (!_cursor.StartsWith("${"))
            throw _cursor.Expected("a substitution ${path}, or quotes around the '$'");
        var isOptional = _cursor.StartsWith("${?");
        _cursor.Take(isOptional ? 3 : 2);
        var path = PathReader.Read(_cursor, "a path inside ${...}");
        if (_cursor.Current != '}')
            throw _cursor.Expected("'}' at the end of the substitution");
        _cursor.Take();
        return new ReferenceNode([[.. path]], isOptional, origin);
    }

    private Origin Enter()
    {
        var origin = _cursor.Here;
        if (++_depth > MaximumDepth)
            throw new ConfigurationException($"{origin}: expected at most {MaximumDepth} levels of '{{' and '[' inside each other.");
        StackGuard.Ensure(origin);
        _cursor.Take();
        return origin;
    }

    private bool AtEndOf(char close, Origin? opened)
    {
        if (_cursor.AtEnd && opened is { } start && !(close == '}' && source.ClosesAtEnd))
            throw _cursor.Expected($"'{close}' for the one opened at line {start.Line}, column {start.Column}");
        if (_cursor.AtEnd)
            return true;
        return opened is null && _cursor.Current == close
            ? throw _cursor.Expected("a key, as no '{' is open")
            : _cursor.Current == close;
    }

    private void Separate(char close, string what)
    {
        var sawNewline = _cursor.SkipToContent();
        if (_cursor.Current == ',')
        {
            _cursor.Take();
            _cursor.SkipToContent();
        }
        else if (!sawNewline && !_cursor.AtEnd && _cursor.Current != close)
        {
            throw _cursor.Expected(what);
        }
    }
}
